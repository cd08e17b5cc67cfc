namespace SchemaSdk.Reliability.Tests.StateMachine.Model;

/// <summary>The meaning that an answer has to have for the client: the rows of the design's table.</summary>
internal enum Meaning
{
    /// <summary>Accepted or read.</summary>
    Good,

    /// <summary>Final.</summary>
    Refused,

    /// <summary>Not now: again, also a submit.</summary>
    NotNow,

    /// <summary>It never left: again, also a submit.</summary>
    NeverLeft,

    /// <summary>Nothing is known: a read is made again, a submit never.</summary>
    Doubtful,
}

internal static class Meanings
{
    /// <param name="answer">What the service does.</param>
    /// <param name="request">With what.</param>
    /// <param name="job">The job that it is about; null if there is none.</param>
    // An outcome decides a cancel, and "failed" a result, whatever the HTTP status.
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
        // To a read nothing hangs on who asks to wait.
        AnswerKind.Http503OfProxy when request != RequestKind.Submit => Meaning.NotNow,
        AnswerKind.Http429 or AnswerKind.Http429Later or AnswerKind.Http503Later => Meaning.NotNow,

        // Without an outcome a cancel says nothing, whatever else it says.
        _ => Meaning.Doubtful,
    };
}
