using System.Collections.Concurrent;
using System.Diagnostics;
using SchemaSdk.Emulation;
using SchemaSdk.Reliability.Tests.Faults.Matrix;

namespace SchemaSdk.Reliability.Tests.Soak.Rounds;

/// <summary>Runs many jobs at the same time with one client, against a service that answers a tenth of all requests wrongly.</summary>
internal sealed class Round : IAsyncDisposable
{
    public const int SubmitsAtOnce = 64;

    public const string Token = "soak-token";

    /// <summary>Every n-th input has a file. In a short run, a smaller share would depend too much on chance.</summary>
    public static int FileEvery => FullRun.IsOn ? 20 : 5;

    // Until the test moves the service's clock past this time, only cancelled jobs end.
    private static readonly TimeSpan RunTime = TimeSpan.FromDays(1);

    private readonly ConcurrentQueue<string> _bills = new();
    private readonly FastTime _serviceTime = new();
    private readonly ModelEmulator _service;
    private readonly MatrixService _of;
    private readonly InputFiles _files;
    private readonly int _number;

    private Round(MatrixService service, int number, int jobs)
    {
        (_of, _files, _number) = (service, new InputFiles(service), number);
        _service = new ModelEmulator([service.Model], new()
        {
            Protocol = service.Protocol,
            Token = Token,
            TimeProvider = _serviceTime,
            QueueTime = TimeSpan.FromMinutes(2),
            RunTimes = DurationDistribution.Uniform(RunTime, RunTime + TimeSpan.FromMinutes(5)),
            Seed = number,
            Outcome = Decide,
        });
        FaultMix.Write(service, _service.Faults, number, 20 * jobs);
    }

    /// <summary>Creates the client that all rounds share. The services of the rounds use one address, one after another.</summary>
    public static SoakClient NewClient(MatrixService service, int port)
    {
        var options = new ModelClientOptions
        {
            ApiToken = Token,
            BaseAddress = new Uri($"http://127.0.0.1:{port}/"),
            TimeProvider = new FastTime(),
        };

        // In real time, these timeouts are only a hundredth as long, so they must be generous enough for a busy machine.
        options.Timeouts.Read = TimeSpan.FromSeconds(100);
        options.Timeouts.Submit = TimeSpan.FromSeconds(200);
        options.Timeouts.Cancel = TimeSpan.FromSeconds(100);
        return new SoakClient(service, service.NewClient(http: null, options), options.TimeProvider);
    }

    public static async Task<RoundFigures> RunAsync(int number, int jobs, int port, SoakClient client)
    {
        await using var round = new Round(client.Service, number, jobs);
        await round._service.StartAsync(port);
        return await round.RunAsync(jobs, client);
    }

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    private async Task<RoundFigures> RunAsync(int count, SoakClient client)
    {
        var watch = Stopwatch.StartNew();
        var model = client.Model;
        SoakJob[] jobs =
        [
            .. Enumerable.Range(0, count).Select(number => new SoakJob(model, client.Time, number, CourseOf(number))
            {
                HasFile = _of.StoresFiles && number % FileEvery == 4,
            })
        ];
        var waits = new Task[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = SubmitsAtOnce }, async (number, _) =>
        {
            await jobs[number].SubmitAsync();
            waits[number] = jobs[number].WaitAsync();
        });

        var atOnce = waits.Count(static wait => !wait.IsCompleted);
        _serviceTime.Jump(RunTime);
        await Task.WhenAll(waits);
        watch.Stop();
        _service.Faults.Clear();
        var states = await StatesAsync(jobs);
        return new RoundFigures
        {
            Number = _number,
            Broken =
            [
                .. new RoundCheck(_of, jobs, [.. _bills], _service.BilledRequestIds.ToHashSet(), states).Broken(),
                .. await _files.LostAsync(_service),
            ],
            Jobs = count,
            AtOnce = atOnce,
            Stored = _files.Stored,
            Billed = _bills.Count,
            Told = states.Count,
            Unknown = jobs.Count(static job => job.End == End.Unknown),
            Resubmits = jobs.Sum(static job => job.Resubmits),
            Resumes = jobs.Sum(static job => job.Resumes),
            Elapsed = watch.Elapsed,
        };
    }

    // Calls the service in this process, without sockets and without faults.
    private async Task<Dictionary<string, JobState>> StatesAsync(SoakJob[] jobs)
    {
        using var http = new HttpClient(_service.CreateHandler());
        using var client = _of.NewClient(http, new() { ApiToken = Token, BaseAddress = _service.Address });
        var model = _of.EndpointOf(client);
        var states = new Dictionary<string, JobState>();
        foreach (var id in jobs.Select(static job => job.RequestId).OfType<string>())
        {
            states.Add(id, (await model.Attach(id).GetStatusAsync()).State);
        }

        return states;
    }

    private EmulatedOutcome Decide(EmulatedSubmit submit)
    {
        _files.Note(submit);
        var prompt = submit.Input.GetProperty("prompt").GetString()!;
        _bills.Enqueue(prompt);
        return Enum.Parse<Course>(prompt.Split(' ')[1]) switch
        {
            Course.Fails => EmulatedOutcome.Fail("out of memory"),
            Course.NeverEnds => EmulatedOutcome.NeverEnd,
            _ => EmulatedOutcome.Succeed,
        };
    }

    private static Course CourseOf(int number) => (number % 100) switch
    {
        < 10 => Course.Fails,
        < 15 => Course.IsCanceled,
        15 => Course.NeverEnds,
        _ => Course.Succeeds,
    };
}
