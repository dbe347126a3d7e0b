"""Messages of programs: placeholders, plurals, accelerators; shared by the formats that hold them."""
