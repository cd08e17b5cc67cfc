namespace SchemaSdk.Http;

/// <summary>A POST to a model without the mark of the client that it is from.</summary>
// As for a repeated one.
internal sealed class UnmarkedSubmitException() : HttpRequestException(
    "This POST to a model is refused by ModelSubmitGuard, and was not sent: it is not a submit of a ModelClient, or a copy of "
    + "one without its Options and its header "
    + SubmitPass.HeaderName
    + ". Each may be billed, and the guard lets out nothing that it cannot recognise.");
