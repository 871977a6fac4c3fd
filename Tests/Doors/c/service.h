/* A service that authorizes by bitting.h, and keeps its state as a service should. */
#ifndef SERVICE_H
#define SERVICE_H

#include <bitting.h>

#include "steps.h"

typedef struct service {
    const char *folder; /* the scenario's */
    step validator;     /* its first line */
    bitting_authorizer authorizer;
    text state; /* what was written */
    char *last; /* the bundle that was put in force last; null before there is one */
} service;

/* Starts a service that has no bundle and no state. */
service start_service(const char *folder, step validator);

/* Starts it anew, if the step says so, with the state it has and the bundle that it had last. */
void restart_service(service *service, const step *step);

/* Opens the bundle or the revocation list of a step, and puts it in force once the state is written. */
bitting_status take_file(service *service, const step *step);

/* Decides about the request of a step. */
bitting_status ask(service *service, const step *step, bitting_answer *answer, char *texts, size_t texts_size);

/* Ends it. */
void end_service(service *service);

#endif
