namespace SchemaSdk.Emulation.Tests.Recordings;

public sealed class CopiedSubmitTests
{
    private const string Input = """{"prompt":"A kite."}""";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_sent_submit_does_not_count_as_unsent_when_its_retry_is_refused(bool isMarked)
    {
        await using var service = new RecordedService();
        service.Emulator.Faults.Add(EmulatorCall.Submit, EmulatorFault.Reset(FaultPhase.BeforeResponse), 1);
        var price = 0.25m;
        await using var client = service.Record(
            configure: options => options.PriceUsd = (_, _) => price, outer: new Again(isMarked, () => price = 5));

        var unknown = await Assert.ThrowsAsync<ModelSubmissionUnknownException>(() => client.RunAsync(Input));

        Assert.Contains("outcome is unknown", unknown.Message, StringComparison.Ordinal);
        Assert.Equal(1, service.Emulator.Bills);
    }

    [Fact]
    public async Task An_input_with_files_is_not_sent_twice_by_a_handler_that_retries()
    {
        await using var service = new RecordedService();
        service.Emulator.Faults.Add(EmulatorCall.Submit, EmulatorFault.Reset(FaultPhase.BeforeResponse), 1);
        await using var client = service.Record(outer: new Again(isMarked: true));

        await Assert.ThrowsAsync<ModelSubmissionUnknownException>(
            () => client.Client.Files.RunAsync([ModelFile.FromBytes("GIF89a"u8.ToArray())]));

        Assert.Equal(1, service.Emulator.Bills);
    }

    [Fact]
    public async Task A_copy_is_not_reported_as_unsent_while_the_sent_submit_waits_for_its_answer()
    {
        await using var service = new RecordedService();
        var silent = new Silent(service.Emulator.CreateHandler());
        await using var client = service.Record(
            configure: options => options.InnerHandler = silent, outer: new Twice(silent.Answered));

        await Assert.ThrowsAsync<ModelSubmissionUnknownException>(() => client.RunAsync(Input));

        Assert.Equal(1, service.Emulator.Bills);
        silent.End();
    }

    [Fact]
    public async Task A_submit_that_was_refused_before_it_was_sent_is_refused_again()
    {
        await using var service = new RecordedService();
        await using var client = service.Record(
            configure: static options => options.PriceUsd = static (_, _) => 5, outer: new Again(isMarked: true));

        await Assert.ThrowsAsync<ModelBudgetException>(() => client.RunAsync(Input));

        Assert.Equal(0, service.Emulator.RequestsOf(EmulatorCall.Submit));
    }

    /// <summary>If a request fails, sends it a second time.</summary>
    private sealed class Again(bool isMarked, Action? failed = null) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            catch (Exception)
            {
                failed?.Invoke();
                var copy = new HttpRequestMessage(request.Method, request.RequestUri) { Content = new StringContent(Input) };
                return await base.SendAsync(isMarked ? request : copy, cancellationToken);
            }
        }
    }

    /// <summary>Sends each submit twice, and returns the first answer or exception.</summary>
    private sealed class Twice(Task wasSent) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var first = base.SendAsync(request, cancellationToken);
            await wasSent;
            return await await Task.WhenAny(first, base.SendAsync(request, cancellationToken));
        }
    }

    /// <summary>Receives the service's answer, but holds it back until the test calls <see cref="End"/>.</summary>
    private sealed class Silent(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Answered => _answered.Task;

        public void End() => _ended.SetResult();

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            _answered.SetResult();
            await _ended.Task;
            return response;
        }
    }
}
