namespace SchemaSdk.Reliability.Tests.StateMachine.Model;

/// <summary>The modelled service's answer to one request: the documented one, a faulty one, or an HTTP status.</summary>
internal enum AnswerKind
{
    /// <summary>The documented answer.</summary>
    Proper,

    /// <summary>
    /// A status with a word that belongs only in results, such as <c>succeeded</c>, or a result with the word that belongs only in
    /// statuses, <c>completed</c>.
    /// </summary>
    OtherWord,

    /// <summary>An outdated answer, which says that the job is still in progress.</summary>
    Stale,

    /// <summary>The connection fails before any of the request is read.</summary>
    NoConnection,

    /// <summary>The connection is reset after the request was read and carried out.</summary>
    ResetAfterDone,

    /// <summary>The connection is reset after the request was read. The request is never carried out.</summary>
    ResetUndone,

    /// <summary>The connection breaks in the middle of the body.</summary>
    BrokenBody,

    /// <summary>The body never comes.</summary>
    HungBody,

    /// <summary>Half of the JSON, presented as complete.</summary>
    Truncated,

    Html,
    Empty,

    /// <summary>An answer without the requested member.</summary>
    Bare,

    /// <summary>An answer about another request. For a submit, the id in it is malformed.</summary>
    OtherId,

    /// <summary>The proper answer, nested one level deeper.</summary>
    Wrapped,

    /// <summary>The proper answer with an additional message that ends with half of a surrogate pair.</summary>
    CutText,

    /// <summary>The proper answer, sent as HTTP 500. The client believes it only for a cancel, or for the result of a failed job.</summary>
    AsHttp500,

    /// <summary>An error, sent as HTTP 200, whose text contains the token of the request.</summary>
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

    /// <summary>503 with <c>Retry-After</c>, in the service's own format.</summary>
    Http503Later = 1503,

    /// <summary>503 with <c>Retry-After</c> from a proxy, in the proxy's format.</summary>
    Http503OfProxy = 2503,
}
