namespace SchemaSdk.Services;

/// <summary>Determines, by the rules of HTTP, what an answer means: how a submit ended, and whether to retry a read.</summary>
internal static class AnswerTable
{
    internal static SubmitMeaning OfSubmit(AnswerFacts answer, BodyKind body, bool isNotNow) => answer switch
    {
        // After a redirect, another server may have accepted the POST, or the POST may have become a GET.
        { Moved: not AddressChange.None } => SubmitMeaning.Unknown,
        // A handler of the application withheld the service's answer, or sent copies of the request, which may have started jobs.
        { IsUnheard: true } or { IsReplaced: true } when body != BodyKind.Usable => SubmitMeaning.Unknown,
        { StatusCode: >= 200 and < 300 } => body switch
        {
            BodyKind.Usable => SubmitMeaning.Accepted,
            BodyKind.Error => isNotNow ? SubmitMeaning.NotNow : SubmitMeaning.Refused,
            _ => SubmitMeaning.Unknown,
        },
        // The service refused the submit but returned a request id, so it may have accepted the job nevertheless.
        _ when body == BodyKind.Usable => SubmitMeaning.Unknown,
        { StatusCode: >= 300 and < 400 } => SubmitMeaning.Refused,
        _ when isNotNow => SubmitMeaning.NotNow,
        // 408 and nginx's 499 do not say how much of the request arrived. 425 (Too Early) is treated in the same way, to be safe.
        { StatusCode: >= 400 and < 500 and not (408 or 425 or 499) } => SubmitMeaning.Refused,
        _ => SubmitMeaning.Unknown,
    };

    internal static ReadMeaning OfRead(AnswerFacts answer, BodyKind body) => answer switch
    {
        { Moved: AddressChange.OtherServer } => ReadMeaning.Refused,
        _ when body == BodyKind.Definite => ReadMeaning.Read,
        { StatusCode: >= 200 and < 300 } => body switch
        {
            BodyKind.Usable => ReadMeaning.Read,
            BodyKind.Error => ReadMeaning.Refused,
            _ => ReadMeaning.Failed,
        },
        { StatusCode: >= 300 and < 500 and not (408 or 425 or 429 or 499) } => ReadMeaning.Refused,
        _ => ReadMeaning.Failed,
    };
}

/// <summary>The facts that, together with the kind of the body, determine what an answer means.</summary>
// IsReplaced: the answer is to a copy of the request, made by a handler. More copies may have been sent.
// IsUnheard: a handler replaced the service's answer to a request that ModelSubmitGuard sent.
internal readonly record struct AnswerFacts(
    int StatusCode, AddressChange Moved = AddressChange.None, bool IsReplaced = false, bool IsUnheard = false);

/// <summary>Where a caller's <see cref="HttpClient"/> was redirected, if at all. The built-in HTTP client follows no redirects.</summary>
internal enum AddressChange
{
    None,
    SameServer,
    OtherServer,
}

internal enum SubmitMeaning
{
    Accepted,    // the service started a job, whose request id is known
    Refused,     // the service started no job, and will start none for this request
    NotNow,      // the service started no job, and asks for a later attempt
    NeverLeft,   // nothing was sent, so no job exists
    Unknown,     // the service may have started a job
}

internal enum ReadMeaning
{
    Read,      // the answer has the requested data
    Refused,   // the call was refused, and a retry would not help
    Failed,    // the answer does not have the requested data, so the call is retried
}
