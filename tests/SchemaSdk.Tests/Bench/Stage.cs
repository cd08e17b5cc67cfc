namespace SchemaSdk.Tests.Bench;

/// <summary>A client with a scripted service and a fake clock.</summary>
internal sealed class Stage : IDisposable
{
    public const string Token = "secret-token-0123456789";

    private static readonly DateTimeOffset Start = new FakeTime().GetUtcNow();

    private readonly Lazy<TestClient> _client;

    /// <param name="skipsDelays">True if delays end immediately.</param>
    /// <param name="isCold">True to use the default polling. Otherwise, jobs are polled immediately and then every two seconds.</param>
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

    /// <summary>The time that has passed on the clock since the stage was created.</summary>
    public TimeSpan Elapsed => Time.GetUtcNow() - Start;

    public Script Script { get; } = new();

    public HttpClient Http { get; }

    /// <summary>The options, which are read when <see cref="Client"/> is first used.</summary>
    public ModelClientOptions Options { get; }

    /// <summary>Cancels the calls to which the test passes its token.</summary>
    public CancellationTokenSource Stop { get; } = new();

    public TestClient Client => _client.Value;

    public StillModel Still => Client.Still;

    public static Stage Accepting(bool skipsDelays = true, bool isCold = false)
    {
        var stage = new Stage(skipsDelays, isCold);
        stage.Script.Submit.Does(Steps.Accepted);
        return stage;
    }

    /// <summary>Creates a stage whose service gives these answers to submits.</summary>
    public static Stage Answered(params Step[] submits)
    {
        var stage = new Stage();
        stage.Script.Submit.Does(submits);
        return stage;
    }

    /// <summary>Creates a stage whose service accepts every job, and gives these answers to polls.</summary>
    public static Stage Polled(params Step[] statuses)
    {
        var stage = Accepting();
        stage.Script.Status.Does(statuses);
        return stage;
    }

    /// <summary>
    /// Creates a stage whose job has ended at the first poll, and whose service gives these answers to reads of its result.
    /// </summary>
    public static Stage Ended(params Step[] results)
    {
        var stage = Polled(Steps.Status("completed"));
        stage.Script.Result.Does(results);
        return stage;
    }

    /// <summary>Creates a stage whose service answers polls with these steps, and then returns a successful result.</summary>
    public static Stage Succeeding(params Step[] polls)
    {
        var stage = Polled(polls.Length > 0 ? polls : [Steps.Status("completed")]);
        stage.Script.Result.Does(Steps.Succeeded);
        return stage;
    }

    /// <summary>Creates a stage whose service gives these answers to reads of its catalogue.</summary>
    public static Stage Listing(params Step[] answers)
    {
        var stage = new Stage();
        stage.Script.Catalog.Does(answers);
        return stage;
    }

    /// <summary>Returns this stage, with delays that end only when the test advances the clock.</summary>
    public Stage Delayed()
    {
        Time.SkipsDelays = false;
        return this;
    }

    /// <summary>Records the log messages of the client.</summary>
    public ListLog Logged()
    {
        var log = new ListLog();
        Options.LoggerFactory = log;
        return log;
    }

    /// <summary>Scripts a job that runs for this time from now on, and then succeeds.</summary>
    public void EndsAfter(TimeSpan time)
    {
        var end = Time.GetUtcNow() + time;
        Script.Status.DoesOnly((request, cancellation) =>
            Steps.Status(Time.GetUtcNow() < end ? "in_progress" : "completed")(request, cancellation));
        Script.Result.DoesOnly(Steps.Succeeded);
    }

    public void Dispose()
    {
        Client.Dispose();
        Http.Dispose();
        Stop.Dispose();

        // Without delays, the retries of a failed write would keep a processor busy forever.
        Time.SkipsDelays = false;
    }
}
