namespace SchemaSdk.Pipeline.Http;

/// <summary>A handler of the application tried to send a submit a second time.</summary>
// An HttpRequestException, so that a handler that sends copies side by side goes on to wait for the first of them.
internal sealed class RepeatedSubmitException() : HttpRequestException(
    "This submit was sent once already and is refused a second time: each may be billed. Keep handlers that retry away from it.");
