namespace SchemaSdk.Reliability.Tests.StateMachine.Model;

/// <summary>The answer of the modelled service to one request. Of those that have no code, all but the first are broken.</summary>
internal enum AnswerKind
{
    /// <summary>As documented.</summary>
    Proper,

    /// <summary>With the word of the other vocabulary: <c>succeeded</c> on a status, <c>completed</c> on a result.</summary>
    OtherWord,

    /// <summary>As it was a while ago: still in progress.</summary>
    Stale,

    /// <summary>No connection: nothing of the request is read.</summary>
    NoConnection,

    /// <summary>A reset after the request was read and done.</summary>
    ResetAfterDone,

    /// <summary>A reset after the request was read, of which nothing came.</summary>
    ResetUndone,

    /// <summary>The body breaks off with the connection.</summary>
    BrokenBody,

    /// <summary>The body never comes.</summary>
    HungBody,

    /// <summary>Half of the JSON, as if it were all.</summary>
    Truncated,

    Html,
    Empty,

    /// <summary>Without the member that was asked for.</summary>
    Bare,

    /// <summary>About another request; to a submit, with an id that is not one.</summary>
    OtherId,

    /// <summary>The proper answer, one level down.</summary>
    Wrapped,

    /// <summary>The proper answer, with text beside it that is cut in the middle of a character.</summary>
    CutText,

    /// <summary>The proper answer as HTTP 500: it counts where it names a job as failed, and else nothing is known.</summary>
    AsHttp500,

    /// <summary>An error as 200, with the token of the request in its text.</summary>
    ErrorAs200,

    Http302 = 302,
    Http400 = 400,
    Http401 = 401,
    Http402 = 402,
    Http403 = 403,
    Http404 = 404,
    Http408 = 408,
    Http409 = 409,
    Http413 = 413,
    Http422 = 422,
    Http425 = 425,
    Http429 = 429,
    Http500 = 500,
    Http502 = 502,
    Http503 = 503,
    Http504 = 504,

    /// <summary>429 with <c>Retry-After</c>.</summary>
    Http429Later = 1429,

    /// <summary>503 with <c>Retry-After</c>, in the service's own words.</summary>
    Http503Later = 1503,

    /// <summary>The same of a proxy, in words of its own.</summary>
    Http503OfProxy = 2503,
}
