namespace SchemaSdk.Services;

/// <summary>Determines what an answer's body contains, by the rules that apply to every service.</summary>
internal static class BodyKinds
{
    // A body with an invalid request id is not a plain error, even with an error code, because the service may have accepted the job.
    internal static BodyKind OfSubmit(ServiceProfile service, ServiceBody? body) =>
        body?.RequestId is { Length: > 0 } id && service.IsRequestId(id) ? BodyKind.Usable
        : body is { ErrorCode: not null, RequestId: null or "" } ? BodyKind.Error
        : BodyKind.Other;

    // An answer about another job, for example from a broken cache, says nothing about this job.
    internal static BodyKind OfRead(ServiceBody? body, string requestId) =>
        body is { State: JobState.Failed, RequestId: not null } or { State: JobState.Failed or JobState.Canceled, IsResult: true }
            && body.IsAbout(requestId) ? BodyKind.Definite
        : Of(body, body is { State: not null } and not { ErrorCode: not null, RequestId: null } && body.IsAbout(requestId));

    // The state of a job does not always show whether the cancel succeeded, so a body without an outcome is not usable.
    internal static BodyKind OfCancel(ServiceBody? body, string requestId) =>
        body is { Outcome: not null } && body.IsAbout(requestId) ? BodyKind.Definite : Of(body, isUsable: false);

    internal static BodyKind Of(ServiceBody? body, bool isUsable) =>
        isUsable ? BodyKind.Usable : body?.ErrorCode is not null ? BodyKind.Error : BodyKind.Other;
}

/// <summary>What an answer's body contains, given the call that was made.</summary>
internal enum BodyKind
{
    Other,      // the body is empty, HTML, truncated, or lacks the requested data
    Usable,     // the body has the requested data
    Definite,   // the body says that this job failed, or how a cancel ended, whatever the HTTP status is
    Error,      // the body has an error code instead of the requested data; some of RunComfy's APIs send errors with HTTP 200
}
