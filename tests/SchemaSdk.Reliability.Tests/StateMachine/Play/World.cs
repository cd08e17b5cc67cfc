using SchemaSdk.Reliability.Tests.StateMachine.Rules;
using SchemaSdk.Reliability.Tests.StateMachine.Seeded;

namespace SchemaSdk.Reliability.Tests.StateMachine.Play;

/// <summary>One client, the modelled service that it calls, the clock, and every call that was made.</summary>
internal sealed class World : IDisposable
{
    public const string Token = "secret-token-0123456789";

    public static readonly TimeSpan JobTimeout = TimeSpan.FromMinutes(5);

    private readonly Quiet _quiet;
    private readonly HttpClient _http;
    private readonly FilesClient _client;

    public World(Subject subject, bool isDeaf, Quiet quiet, Coverage coverage)
    {
        _quiet = quiet;
        Coverage = coverage;
        Server = new PlayedServer(Time, Token, isDeaf, request => RequestRules.Check(this, request));
        _http = new HttpClient(subject.Send(Server, Time)) { Timeout = Timeout.InfiniteTimeSpan };
        var options = new ModelClientOptions
        {
            ApiToken = Token,
            BaseAddress = new Uri("https://service.test"),
            TimeProvider = Time,
            LoggerFactory = Log,
            JobTimeout = JobTimeout,
        };
        options.Retry.QuotaBudget = TimeSpan.FromMinutes(4);
        Limits = options;
        _client = new FilesClient(ModelService.RunComfy, _http, options);
        Caller = new Caller(subject, Time, Disposing.Token);
    }

    public FakeTime Time { get; } = new();

    public ListLog Log { get; } = new();

    public PlayedServer Server { get; }

    public Caller Caller { get; }

    public Coverage Coverage { get; }

    public ModelClientOptions Limits { get; }

    public CancellationTokenSource Disposing { get; } = new();

    public DateTimeOffset? DisposedAt { get; private set; }

    /// <summary>The tasks that <see cref="ModelClient.DisposeAsync"/> returned.</summary>
    public List<Task> DisposeEnds { get; } = [];

    public bool IsDisposed => DisposedAt is not null;

    public List<Slot> Slots { get; } = [];

    public List<Handle> Handles { get; } = [];

    public List<Call> Calls { get; } = [];

    public Violation? Violation { get; private set; }

    public DateTimeOffset Now => Time.GetUtcNow();

    public void Break(Rule rule, string what) => Violation ??= new Violation(rule, what, Now);

    public Slot NewSlot(RunOptions options)
    {
        var modelId = $"acme/still/{Slots.Count + 1}";
        var slot = new Slot(modelId, new CallModel(_client, modelId), options);
        Slots.Add(slot);
        return slot;
    }

    public Handle NewHandle(Slot slot, bool isAttached)
    {
        var handle = new Handle(slot, slot.Options.JobTimeout ?? JobTimeout, isAttached);
        Handles.Add(handle);
        return handle;
    }

    public Call Start(CallKind kind, Handle handle, Func<Call, Task> run)
    {
        var call = new Call(kind, handle.Slot, handle, Now);
        Calls.Add(call);
        if (handle.IsAttached && call.Waits)
        {
            handle.ClockStart ??= Now;
        }

        _ = call.TrackAsync(() => run(call), Time);
        return call;
    }

    /// <summary>Waits until nothing is running, and then checks the rules.</summary>
    public void Settle()
    {
        _quiet.Wait();
        StepRules.Check(this);
    }

    public void Advance(TimeSpan time)
    {
        for (var end = Now + time; Now < end && Violation is null;)
        {
            var next = Time.NextDue is { } due && due < end ? due : end;
            Time.Advance(next - Now);
            Settle();
        }
    }

    /// <summary>Moves the clock on to the next timer.</summary>
    /// <returns>False if no timer is waiting.</returns>
    public bool TryTick()
    {
        if (Time.NextDue is not { } due)
        {
            return false;
        }

        Time.Advance(due - Now);
        Settle();
        return true;
    }

    /// <summary>Disposes the client, possibly for a second time.</summary>
    /// <param name="isAsync">True to wait for the submits in flight.</param>
    public void DisposeClient(bool isAsync)
    {
        DisposedAt ??= Now;
        if (isAsync)
        {
            DisposeEnds.Add(_client.DisposeAsync().AsTask());
        }
        else
        {
            _client.Dispose();
        }

        Disposing.Cancel();
        Settle();
    }

    public void Dispose()
    {
        Disposing.Cancel();
        _client.Dispose();
        _http.Dispose();
        _quiet.Wait();
    }
}
