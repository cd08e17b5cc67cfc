namespace SchemaSdk.Tests.Bench;

/// <summary>A client, its scripted service and its clock.</summary>
internal sealed class Stage : IDisposable
{
    public const string Token = "secret-token-0123456789";

    private readonly Lazy<TestClient> _client;

    /// <param name="skipsDelays">True if no delay takes any time.</param>
    /// <param name="isCold">True if polls come as they do by default; else at once and then every two seconds.</param>
    public Stage(bool skipsDelays = true, bool isCold = false)
    {
        Time = new FakeTime { SkipsDelays = skipsDelays };
        Options = new ModelClientOptions { ApiToken = Token, TimeProvider = Time };
        if (!isCold)
        {
            Options.Polling.Interval = TimeSpan.FromSeconds(2);
        }

        Http = new HttpClient(Script) { Timeout = Timeout.InfiniteTimeSpan };
        _client = new Lazy<TestClient>(() => new TestClient(Http, Options));
    }

    public FakeTime Time { get; }

    public Script Script { get; } = new();

    public HttpClient Http { get; }

    /// <summary>Taken by <see cref="Client"/> when it is first asked for.</summary>
    public ModelClientOptions Options { get; }

    public TestClient Client => _client.Value;

    public StillModel Still => Client.Still;

    /// <summary>A stage on which the submit is accepted.</summary>
    public static Stage Accepting(bool skipsDelays = true, bool isCold = false)
    {
        var stage = new Stage(skipsDelays, isCold);
        stage.Script.Submit.Does(Steps.Accepted);
        return stage;
    }

    public void Dispose()
    {
        Client.Dispose();
        Http.Dispose();

        // A line that is tried until its ledger takes it would take the time of all other tests.
        Time.SkipsDelays = false;
    }
}
