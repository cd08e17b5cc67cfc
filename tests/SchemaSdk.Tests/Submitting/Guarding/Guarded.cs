using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Submitting.Guarding;

/// <summary>Clients with handlers of the application in front of what they send with.</summary>
internal static class Guarded
{
    /// <summary>A client whose requests go through a handler of the application.</summary>
    /// <param name="stage">Where its options are from.</param>
    /// <param name="inner">What stands behind that handler, a guard for example.</param>
    /// <param name="foreign">Makes the handler.</param>
    public static TestClient ClientOver(Stage stage, HttpMessageHandler inner, Func<HttpMessageHandler, HttpMessageHandler> foreign) =>
        new(new HttpClient(foreign(inner)) { Timeout = Timeout.InfiniteTimeSpan }, stage.Options);
}
