namespace SchemaSdk.Tests.Submitting.Guarding;

/// <summary>Creates clients whose requests pass through one of the application's handlers.</summary>
internal static class Guarded
{
    /// <summary>
    /// Creates a client whose requests pass through the application's handler and then through a guard against repeated submits.
    /// </summary>
    public static TestClient Client(Stage stage, Func<HttpMessageHandler, HttpMessageHandler> handler) =>
        ClientOver(stage, new ModelSubmitGuard(stage.Script), handler);

    /// <summary>Creates a client whose requests pass through the application's handler and then through the inner handler.</summary>
    public static TestClient ClientOver(Stage stage, HttpMessageHandler inner, Func<HttpMessageHandler, HttpMessageHandler> handler) =>
        new(new HttpClient(handler(inner)) { Timeout = Timeout.InfiniteTimeSpan }, stage.Options);
}
