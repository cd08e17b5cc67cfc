namespace SchemaSdk.Pipeline.Http;

/// <summary>A handler of the application tried to send a submit a second time.</summary>
// Derives from HttpRequestException, so that a handler that sends several copies at the same time still waits for the first copy.
internal sealed class RepeatedSubmitException() : HttpRequestException(
    "This submit was already sent, and is not sent again because each may be charged. Do not use retrying handlers for submits.");
