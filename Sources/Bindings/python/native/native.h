/*
 * native.h: what the files of the extension share. It keeps to CPython's limited API, so one build serves all versions
 * from 3.11 on.
 */
#ifndef BITTING_NATIVE_H
#define BITTING_NATIVE_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <bitting.h>

/* The named arguments of authorize(), in the order of `names`. */
enum { TOKEN, METHOD, PATH, SCOPE, TENANT, ADDRESS, SEVERAL, UTC, STEADY, ARGUMENT_COUNT };

/* What one interpreter has of this module: nothing is shared between interpreters. */
typedef struct {
  PyTypeObject *authorizer, *update, *decision;
  PyObject *error_for;     /* bitting._errors.error_for(name) -> exception */
  PyObject *rate, *quota; /* bitting._limits */
  PyObject *names[ARGUMENT_COUNT];
} state_t;

typedef struct {
  PyObject_HEAD
  bitting_authorizer handle; /* 0 before and after */
  PyObject *clock;           /* None, or () -> (utc, steady) */
} authorizer_t;

typedef struct {
  PyObject_HEAD
  bitting_update handle;
  bitting_authorizer authorizer; /* that opened it */
  PyObject *state; /* the bytes to write */
} update_t;

/* The answer, with its texts behind it; Python objects are made when somebody asks. */
typedef struct {
  PyObject_VAR_HEAD
  bitting_answer answer;
  char texts[];
} decision_t;

extern PyType_Spec authorizer_spec, update_spec, decision_spec;

/* Sets the exception for a status that is no answer, and returns null. */
PyObject *fail(const state_t *state, bitting_status status);

/* The same; the exception says what it means here. */
PyObject *fail_meaning(const state_t *state, bitting_status status, const char *meaning);

PyObject *update_new(const state_t *state, bitting_update handle, bitting_authorizer authorizer);
PyObject *decision_new(const state_t *state, const bitting_answer *answer, const char *texts);
PyObject *authorizer_authorize(PyObject *self, PyTypeObject *class, PyObject *const *arguments, Py_ssize_t count,
                               PyObject *names);

/* The time that the host's clock tells, if it has one: 1, 0 without one, -1 with an exception. */
int read_clock(const authorizer_t *self, int64_t *utc, uint64_t *steady);

/* PyCMethod and PyCFunction share a field of PyMethodDef. */
#define METHOD(function) ((PyCFunction)(void (*)(void))(function))

#endif
