using System.Collections.Concurrent;
using SchemaSdk.Emulation;
using SchemaSdk.Reliability.Tests.Faults.Matrix;
using SchemaSdk.RunComfy.Models.Kling.KlingVideoO3.Pro;

namespace SchemaSdk.Reliability.Tests.Soak.Rounds;

/// <summary>
/// Calls <c>RunManyAsync</c> with many inputs at a service that has a small job limit and answers a tenth of all requests wrongly. Inputs
/// that fail without a charge run again, as in an application. The client is disposed in the middle of the last pass.
/// </summary>
internal sealed class ManyRound : IAsyncDisposable
{
    private const int Room = 48;
    private const int InFlight = 96;

    private readonly ConcurrentQueue<string> _bills = new();
    private readonly ModelEmulator _service;
    private readonly SoakClient _client;

    private ManyRound(MatrixService service, int count, int port)
    {
        _service = new ModelEmulator([service.Model], new()
        {
            Protocol = service.Protocol,
            Token = Round.Token,
            TimeProvider = new FastTime(),
            QueueTime = TimeSpan.Zero,
            RunTimes = DurationDistribution.Uniform(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(40)),
            JobLimit = Room,
            Outcome = submit =>
            {
                _bills.Enqueue(submit.Input.GetProperty("prompt").GetString()!);
                return EmulatedOutcome.Succeed;
            },
        });
        FaultMix.Write(service, _service.Faults, count, 20 * count);
        _client = Round.NewClient(service, port);
    }

    /// <summary>The number of submits that started no job because of the service's job limit or a fault.</summary>
    public long Unbilled => _service.RequestsOf(EmulatorCall.Submit) - _service.Bills;

    public int Billed => _bills.Count;

    public HashSet<string> Told { get; } = [];

    public HashSet<string> Known { get; } = [];

    public int Unknown { get; private set; }

    public List<string> Broken { get; } = [];

    public static async Task<ManyRound> RunAsync(MatrixService service, int count)
    {
        var port = FreePorts.Take(1)[0];
        var round = new ManyRound(service, count, port);
        await round._service.StartAsync(port);
        for (var (pass, left) = (0, Enumerable.Range(0, count).ToList()); left.Count > 0; pass++)
        {
            left = await round.PassAsync(pass, left, endsAfter: int.MaxValue);
        }

        await round.PassAsync(pass: -1, [.. Enumerable.Range(0, count)], endsAfter: count / 4);
        round.Check();
        return round;
    }

    public async ValueTask DisposeAsync()
    {
        await _client.Client.DisposeAsync();
        await _service.DisposeAsync();
    }

    private async Task<List<int>> PassAsync(int pass, List<int> numbers, int endsAfter)
    {
        var inputs = numbers.Select(number => new ReferenceToVideoInput { Prompt = $"{number}.{pass}" }).ToList();
        List<int> left = [];
        var ending = Task.CompletedTask;
        try
        {
            var options = new RunOptions { JobTimeout = TimeSpan.FromDays(1) };
            await foreach (var run in _client.Model.RunManyAsync(inputs, InFlight, options))
            {
                Note(run, () => left.Add(numbers[run.Index]));
                if (--endsAfter == 0)
                {
                    ending = _client.Client.DisposeAsync().AsTask();
                }
            }
        }
        catch (ObjectDisposedException) when (endsAfter <= 0)
        {
            // This is expected, because the client is disposed before all inputs have run.
        }

        await ending;
        return left;
    }

    private void Note(ModelRun<ReferenceToVideoInput, ReferenceToVideoOutput> run, Action cameToNothing)
    {
        if (run.RequestId is { } id)
        {
            Told.Add(id);
            Known.Add(run.Input.Prompt);
        }
        else if (run.Error is ModelSubmissionUnknownException)
        {
            Unknown++;
            Known.Add(run.Input.Prompt);
        }
        else if (run.Error is ModelApiException or ModelUnavailableException)
        {
            cameToNothing();
        }
        else if (run.Error is not ObjectDisposedException)
        {
            Broken.Add($"{run.Input.Prompt} ended with {run.Error}");
        }
    }

    private void Check()
    {
        Broken.AddRange(_bills.CountBy(static prompt => prompt)
            .Where(static bill => bill.Value > 1)
            .Select(static bill => $"{bill.Key} was charged twice"));
        Broken.AddRange(
            _bills.Where(prompt => !Known.Contains(prompt)).Select(static prompt => $"{prompt} was charged, but not reported"));
        Broken.AddRange(Told.Except(_service.BilledRequestIds).Select(static id => $"{id} was reported, but no job has it"));
    }
}
