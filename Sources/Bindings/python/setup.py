"""Builds the extension against libbitting as `make lib` leaves it, and takes the library into the wheel."""

import os
import shutil
from pathlib import Path

from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext

library = Path(os.environ.get("BITTING_LIBRARY", "../../../.build-lib/library"))


class BuildExtension(build_ext):
    def run(self) -> None:
        super().run()
        folder = Path(self.get_ext_fullpath("bitting._native")).parent
        shutil.copyfile((library / "libbitting.so.0").resolve(), folder / "libbitting.so.0")


setup(
    cmdclass={"build_ext": BuildExtension},
    ext_modules=[
        Extension(
            "bitting._native",
            sources=sorted(str(path) for path in Path("native").glob("*.c")),
            depends=["native/native.h"],
            include_dirs=[str(library)],
            define_macros=[("Py_LIMITED_API", "0x030B0000")],
            py_limited_api=True,
            extra_compile_args=["-std=c11", "-Wall", "-Wextra", "-Werror", "-fvisibility=hidden", "-O2", "-g0"],
            extra_link_args=[f"-L{library}", "-l:libbitting.so.0", "-Wl,-rpath,$ORIGIN", "-Wl,-z,relro,-z,now"],
        )
    ],
    options={"bdist_wheel": {"py_limited_api": "cp311"}},
)
