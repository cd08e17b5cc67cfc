namespace SchemaSdk.Pipeline.Http;

/// <summary>A copy of a submit without the mark of the client that it is from.</summary>
// As for a repeated one.
internal sealed class UnmarkedSubmitException() : HttpRequestException(
    "This POST to a model is refused by ModelSubmitGuard, and was not sent: a handler made it while a ModelClient submitted an input, and "
    + "left out the Options and the header "
    + SubmitPass.HeaderName
    + " of that submit. Each may be billed, and the guard lets out nothing that it cannot tell from a second one.");
