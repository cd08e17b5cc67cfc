namespace SchemaSdk.Services;

/// <summary>
/// The meaning of every answer by the rules of HTTP: whether a request may be sent again, and whether asking again is of use.
/// </summary>
internal static class AnswerTable
{
    /// <summary>The meaning of an answer to a submit.</summary>
    // isNotNow: whether the service has too much to do and has done nothing.
    internal static SubmitMeaning OfSubmit(AnswerFacts answer, BodyKind body, bool isNotNow) => answer switch
    {
        // A redirect that was followed: some server took the POST, or it became a GET.
        { Moved: not AddressChange.None } => SubmitMeaning.Unknown,
        // What the service said to the request that had left, a handler has kept to itself.
        { IsUnheard: true } when body != BodyKind.Usable => SubmitMeaning.Unknown,
        { StatusCode: >= 200 and < 300 } => body switch
        {
            BodyKind.Usable => SubmitMeaning.Accepted,
            BodyKind.Error => SubmitMeaning.Refused,
            _ => SubmitMeaning.Unknown,
        },
        // A refusal with a request id: it may have been accepted all the same.
        _ when body == BodyKind.Usable => SubmitMeaning.Unknown,
        { StatusCode: >= 300 and < 400 } => SubmitMeaning.Refused,
        // To a copy that was made behind the guard: of how many, and what came of the others, nothing is known.
        _ when isNotNow => answer.IsReplaced ? SubmitMeaning.Unknown : SubmitMeaning.NotNow,
        // Request timeout, too early, and nginx's "client closed request" do not say how far the request got.
        { StatusCode: 408 or 425 or 499 } => SubmitMeaning.Unknown,
        { StatusCode: >= 400 and < 500 } => SubmitMeaning.Refused,
        _ => SubmitMeaning.Unknown,
    };

    /// <summary>Returns true if the answer asks to come back later. A read does not care whether the service or a proxy says so.</summary>
    internal static bool AsksToWait(int statusCode, bool hasRetryAfter) => statusCode == 429 || (statusCode == 503 && hasRetryAfter);

    /// <summary>
    /// The meaning of a submit without an answer. Only the start of its body decides: a name or connect error may be that of a second try
    /// by a handler of the application, after the first had left.
    /// </summary>
    internal static SubmitMeaning OfUnanswered(bool neverLeft) => neverLeft ? SubmitMeaning.NeverLeft : SubmitMeaning.Unknown;

    /// <summary>The meaning of an answer to a status, result or cancel call. A call without an answer failed.</summary>
    internal static ReadMeaning OfRead(AnswerFacts answer, BodyKind body) => answer switch
    {
        { Moved: AddressChange.OtherServer } => ReadMeaning.Refused,
        // Some services tell the failure of a job as an error of the call.
        _ when body == BodyKind.Failure => ReadMeaning.Read,
        { StatusCode: >= 200 and < 300 } => body switch
        {
            BodyKind.Usable => ReadMeaning.Read,
            BodyKind.Error => ReadMeaning.Refused,
            _ => ReadMeaning.Failed,
        },
        { StatusCode: >= 300 and < 400 } => ReadMeaning.Refused,
        { StatusCode: 408 or 425 or 429 or 499 } => ReadMeaning.Failed,
        { StatusCode: >= 400 and < 500 } => ReadMeaning.Refused,
        _ => ReadMeaning.Failed,
    };
}
