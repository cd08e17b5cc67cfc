using SchemaSdk.Reliability.Tests.StateMachine.Play;

namespace SchemaSdk.Reliability.Tests.StateMachine.Crowds;

/// <summary>Runs many jobs at the same time with one client, in virtual time.</summary>
internal sealed class CrowdRun
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private readonly FakeTime _time = new();
    private readonly CrowdService _service;
    private readonly TimeSpan?[] _late;
    private readonly Exception?[] _errors;

    private CrowdRun(int seed, int jobs, double seconds, Func<TimeProvider, Func<int, Refusal?>> refuses)
    {
        (_late, _errors) = (new TimeSpan?[jobs], new Exception?[jobs]);
        var random = new Random(seed);
        double[] durations = [.. Enumerable.Range(0, jobs).Select(_ => seconds * Math.Exp(0.25 * Durations.Normal(random)))];
        _service = new CrowdService(_time, job => TimeSpan.FromSeconds(durations[job]), refuses(_time));
    }

    /// <summary>For each job, the time from its end until the client learned of the end; null if the client never did.</summary>
    public IReadOnlyList<TimeSpan?> Late => _late;

    public IReadOnlyList<Exception> Errors => [.. _errors.OfType<Exception>()];

    public double RefusedShare => _service.Refused / (double)_service.Reads;

    // seconds: the median run time of the jobs. refuses: decides which reads are refused.
    public static CrowdRun Of(int seed, int jobs, double seconds, Func<TimeProvider, Func<int, Refusal?>> refuses)
    {
        var run = new CrowdRun(seed, jobs, seconds, refuses);
        Quiet.OnOwnThread(run.Run, () => "The run itself failed.");
        return run;
    }

    private void Run()
    {
        var quiet = new Quiet();
        using var http = new HttpClient(_service) { Timeout = Timeout.InfiniteTimeSpan };
        var options = new ModelClientOptions
        {
            ApiToken = World.Token,
            BaseAddress = new Uri("https://service.test"),
            TimeProvider = _time,
        };
        using var client = new FilesClient(ModelService.RunComfy, http, options);
        var model = new CallModel(client, "acme/still");
        Task[] waits = [.. Enumerable.Range(0, _late.Length).Select(_ => Task.CompletedTask)];
        for (var job = 0; job < waits.Length; job++)
        {
            waits[job] = RunAsync(model);
        }

        var all = Task.WhenAll(waits);
        var end = _time.GetUtcNow() + Longest;
        for (quiet.Wait(); !all.IsCompleted; quiet.Wait())
        {
            if (_time.NextDue is not { } due || due > end)
            {
                throw new InvalidOperationException(
                    $"After {Longest}, {waits.Count(static wait => !wait.IsCompleted)} waits have not ended.");
            }

            _time.Advance(due - _time.GetUtcNow());
        }
    }

    private async Task RunAsync(CallModel model)
    {
        var job = await model.SubmitAsync("a cat").ConfigureAwait(false);
        var number = int.Parse(job.RequestId["req-".Length..], System.Globalization.CultureInfo.InvariantCulture);
        try
        {
            await job.WaitAsync().ConfigureAwait(false);
            _late[number] = _time.GetUtcNow() - _service.EndOf(number);
        }
        catch (Exception exception)
        {
            _errors[number] = exception;
        }
    }
}
