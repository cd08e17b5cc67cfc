namespace SchemaSdk.Reliability.Tests.StateMachine.Model;

/// <summary>What the client must conclude from an answer.</summary>
internal enum Meaning
{
    /// <summary>The request was accepted or the read succeeded.</summary>
    Good,

    /// <summary>The refusal is final.</summary>
    Refused,

    /// <summary>The service refuses temporarily. Any call is retried, even a submit.</summary>
    NotNow,

    /// <summary>The request was never sent. Any call is retried, even a submit.</summary>
    NeverLeft,

    /// <summary>The client cannot tell what the service has done. It retries a read, but never a submit.</summary>
    Doubtful,
}

internal static class Meanings
{
    // Even with HTTP 500, the client must believe the outcome of a cancel and a result that says that the job failed.
    public static Meaning Of(AnswerKind answer, RequestKind request, ModelledJob? job) =>
        answer == AnswerKind.AsHttp500 && (job, request) is ({ }, RequestKind.Cancel) or ({ Phase: JobPhase.Failed }, RequestKind.Result)
            ? Meaning.Good
            : Of(answer, request);

    public static Meaning Of(AnswerKind answer, RequestKind request) => answer switch
    {
        AnswerKind.Proper => Meaning.Good,
        AnswerKind.OtherWord or AnswerKind.Stale or AnswerKind.CutText => Meaning.Good,
        AnswerKind.NoConnection => Meaning.NeverLeft,
        AnswerKind.ErrorAs200 or AnswerKind.Http302 or AnswerKind.Http400 or AnswerKind.Http401 or AnswerKind.Http402
            or AnswerKind.Http403 or AnswerKind.Http404 or AnswerKind.Http409 or AnswerKind.Http413 or AnswerKind.Http422 =>
                Meaning.Refused,
        // Whether the service or a proxy asks for a delay matters only for a submit.
        AnswerKind.Http503OfProxy when request != RequestKind.Submit => Meaning.NotNow,
        AnswerKind.Http429 or AnswerKind.Http429Later or AnswerKind.Http503Later => Meaning.NotNow,

        _ => Meaning.Doubtful,
    };
}
