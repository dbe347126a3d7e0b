"""The message files of programs on some platforms: Java, Apple, Android, .NET, Qt."""
