namespace SchemaSdk.Services;

/// <summary>
/// The meaning of every answer by the rules of HTTP: whether a submit may be sent again, and whether a retry is of use.
/// </summary>
internal static class AnswerTable
{
    /// <summary>The meaning of an answer to a submit.</summary>
    // isNotNow: whether the service is busy and has done nothing.
    internal static SubmitMeaning OfSubmit(AnswerFacts answer, BodyKind body, bool isNotNow) => answer switch
    {
        // After a redirect, some server accepted the POST, or it became a GET.
        { Moved: not AddressChange.None } => SubmitMeaning.Unknown,
        // A handler did not return what the service answered to the request that was sent.
        { IsUnheard: true } when body != BodyKind.Usable => SubmitMeaning.Unknown,
        { StatusCode: >= 200 and < 300 } => body switch
        {
            BodyKind.Usable => SubmitMeaning.Accepted,
            BodyKind.Error => SubmitMeaning.Refused,
            _ => SubmitMeaning.Unknown,
        },
        // A refusal with a request id: it may have been accepted nevertheless.
        _ when body == BodyKind.Usable => SubmitMeaning.Unknown,
        { StatusCode: >= 300 and < 400 } => SubmitMeaning.Refused,
        // The answer to a copy that was made after the guard: how many there are, and their outcomes, are not known.
        _ when isNotNow => answer.IsReplaced ? SubmitMeaning.Unknown : SubmitMeaning.NotNow,
        // Request timeout, too early, and nginx's "client closed request" do not say how much of the request arrived.
        { StatusCode: 408 or 425 or 499 } => SubmitMeaning.Unknown,
        { StatusCode: >= 400 and < 500 } => SubmitMeaning.Refused,
        _ => SubmitMeaning.Unknown,
    };

    /// <summary>Returns true if the answer asks for a delay. For a read it does not matter whether the service or a proxy asks.</summary>
    internal static bool AsksToWait(int statusCode, bool hasRetryAfter) => statusCode == 429 || (statusCode == 503 && hasRetryAfter);

    /// <summary>
    /// The meaning of a submit without an answer. Only whether its body was started decides: a name or connect error may come from a second
    /// attempt by a handler of the application, after the first was sent.
    /// </summary>
    internal static SubmitMeaning OfUnanswered(bool neverLeft) => neverLeft ? SubmitMeaning.NeverLeft : SubmitMeaning.Unknown;

    /// <summary>The meaning of an answer to a status, result or cancel call. A call without an answer failed.</summary>
    internal static ReadMeaning OfRead(AnswerFacts answer, BodyKind body) => answer switch
    {
        { Moved: AddressChange.OtherServer } => ReadMeaning.Refused,
        // Some services report the failure of a job as an error of the call.
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
