using System.Net;
using SchemaSdk;
using SchemaSdk.Emulation;
using WaveSpeed.Models.WavespeedAi;

namespace WaveSpeed;

/// <summary>Tests the generated client with an emulator that uses this project's protocol.</summary>
public sealed class WaveSpeedTests : IAsyncLifetime
{
    private static readonly Still1Input Kite = new() { Prompt = "A kite." };

    private readonly ModelEmulatorOptions _service = new()
    {
        Protocol = new WaveSpeedProtocol(),
        QueueTime = TimeSpan.Zero,
        RunTime = TimeSpan.Zero,
        Price = _ => EmulatedPrice.PerOutput(0.025m),
    };

    private ModelEmulator? _emulator;
    private ModelsClient? _client;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _client!.DisposeAsync();
        await _emulator!.DisposeAsync();
    }

    [Fact]
    public async Task A_run_is_billed_once_and_its_output_is_a_file_of_the_service()
    {
        var client = await StartAsync();

        var result = await client.WavespeedAi.Still1.RunAsync(Kite);

        Assert.Equal([result.RequestId], _emulator!.BilledRequestIds);
        Assert.StartsWith($"{_emulator.Address}files/{result.RequestId}/", Assert.Single(result.Output).Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_runs_until_it_has_a_result_and_a_cancel_makes_no_request()
    {
        _service.RunTime = TimeSpan.MaxValue;
        var client = await StartAsync();

        var job = await client.WavespeedAi.Still1.SubmitAsync(Kite);
        var status = await job.GetStatusAsync();
        var outcome = await job.CancelAsync();

        Assert.Equal((JobState.InProgress, CancelOutcome.NotCancelable), (status.State, outcome));
        Assert.Equal((1, 2), (_emulator!.Bills, _emulator.Requests));
    }

    [Fact]
    public async Task A_lost_answer_is_unknown_and_billed_once()
    {
        var client = await StartAsync();
        _emulator!.Faults.Add("submit:lost");

        await Assert.ThrowsAsync<ModelSubmissionUnknownException>(() => client.WavespeedAi.Still1.RunAsync(Kite));

        Assert.Equal((1, 1), (_emulator.Bills, _emulator.RequestsOf(EmulatorCall.Submit)));
    }

    [Fact]
    public async Task An_answer_about_another_job_says_nothing_about_this_one()
    {
        var client = await StartAsync();
        await client.WavespeedAi.Still1.RunAsync(Kite);
        _emulator!.Faults.Add("status:other-id");

        var result = await client.WavespeedAi.Still1.RunAsync(Kite);

        Assert.Equal(_emulator.BilledRequestIds[1], result.RequestId);
        Assert.Equal(3, _emulator.RequestsOf(EmulatorCall.Status));
    }

    [Fact]
    public async Task A_failed_job_has_the_reason_of_the_service()
    {
        _service.Outcome = _ => EmulatedOutcome.Fail("out of memory");
        var client = await StartAsync();

        var error = await Assert.ThrowsAsync<ModelFailedException>(() => client.WavespeedAi.Still1.RunAsync(Kite));

        Assert.Contains("out of memory", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_in_the_envelope_of_a_success_is_a_refusal()
    {
        _service.Outcome = _ => EmulatedOutcome.Refuse(HttpStatusCode.PaymentRequired, 0, "no credits");
        var client = await StartAsync();

        var error = await Assert.ThrowsAsync<ModelApiException>(() => client.WavespeedAi.Still1.RunAsync(Kite));

        Assert.Equal(("402", "no credits"), (error.ErrorCode, error.Detail));
        Assert.Equal((0, 1), (_emulator!.Bills, _emulator.Requests));
    }

    [Fact]
    public async Task Runs_are_sent_until_the_budget_is_spent()
    {
        var client = await StartAsync(budget: 0.03m);

        await client.WavespeedAi.Still1.RunAsync(Kite);
        var error = await Assert.ThrowsAsync<ModelBudgetException>(() => client.WavespeedAi.Still1.RunAsync(Kite));

        Assert.Equal(0.005m, error.LimitUsd);
        Assert.Equal((1, 2), (_emulator!.Bills, _emulator.RequestsOf(EmulatorCall.Catalog)));
    }

    // Uses real connections, because some tests drop an answer on purpose.
    private async Task<ModelsClient> StartAsync(decimal? budget = null)
    {
        _emulator = new ModelEmulator(ModelsClient.Models, _service);
        await _emulator.StartAsync();
        var options = new ModelClientOptions { BaseAddress = _emulator.Address, ApiToken = _emulator.Token, BudgetUsd = budget };
        options.Polling.Interval = TimeSpan.FromMilliseconds(100);
        return _client = new ModelsClient(options);
    }
}
