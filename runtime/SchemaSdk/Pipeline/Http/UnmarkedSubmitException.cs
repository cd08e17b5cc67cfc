namespace SchemaSdk.Pipeline.Http;

/// <summary>A handler sent a copy of a submit without the mark of the client.</summary>
// An HttpRequestException for the same reason as RepeatedSubmitException.
internal sealed class UnmarkedSubmitException() : HttpRequestException(
    "ModelSubmitGuard refused this POST to a model, so it was not sent: a handler made it while a ModelClient submitted an input, and "
    + "omitted the Options and the header "
    + SubmitPass.HeaderName
    + " of that submit. Each may be charged, and the guard sends nothing that it cannot tell from a second submit.");
