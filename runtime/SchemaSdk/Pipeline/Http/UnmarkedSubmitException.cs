namespace SchemaSdk.Pipeline.Http;

/// <summary>A handler sent a copy of a submit without the mark of the client.</summary>
// Derives from HttpRequestException for the same reason as RepeatedSubmitException.
internal sealed class UnmarkedSubmitException() : HttpRequestException(
    "ModelSubmitGuard did not send this POST to a model: a handler created it while a ModelClient was submitting an input, and "
    + "omitted the Options and the header "
    + SubmitPass.HeaderName
    + " of that submit. It may be a second submit, which may be charged too.");
