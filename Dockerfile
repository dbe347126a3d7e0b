# Babelpress with the shipped weights, for the CPU and without torch. It needs no network when it runs.
#
#   docker build -t babelpress .
#   docker run --rm --network none -v "$PWD:/work" babelpress run article.docx -o site -t en,nl
#
# Files are written by the user 1000; another one: --user "$(id -u):$(id -g)".

FROM python:3.13-slim AS build
WORKDIR /source
COPY . .
RUN python -m venv /opt/babelpress \
 && /opt/babelpress/bin/pip install --no-cache-dir --disable-pip-version-check -c constraints.txt '.[eval]'

FROM python:3.13-slim
COPY --from=build /opt/babelpress /opt/babelpress
RUN useradd --uid 1000 --create-home babelpress \
 && mkdir /work \
 && chown babelpress /work
ENV PATH=/opt/babelpress/bin:$PATH \
    HF_HUB_OFFLINE=1 \
    PYTHONDONTWRITEBYTECODE=1
USER babelpress
WORKDIR /work
ENTRYPOINT ["babelpress"]
CMD ["--help"]
