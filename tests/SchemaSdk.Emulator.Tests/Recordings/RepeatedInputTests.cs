namespace SchemaSdk.Emulation.Tests.Recordings;

/// <summary>Tests calls with an input whose first job is still running, is just about to be recorded, or will never be recorded.</summary>
public sealed class RepeatedInputTests
{
    private const string Input = """{"prompt":"A kite."}""";

    [Fact]
    public async Task A_caller_that_looks_for_a_recording_just_before_it_is_written_does_not_pay_again()
    {
        await using var service = new RecordedService();
        var files = Directory.CreateDirectory(Path.Combine(service.Folder, "files")).FullName;
        foreach (var number in Enumerable.Range(0, 1000))
        {
            // A call searches for a recording, and then counts the bytes of all files. A thousand files slow down the count, so the first
            // job is often recorded in between.
            await File.WriteAllTextAsync(Path.Combine(files, $"{number}"), "");
        }

        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var client = service.Record(configure: options => options.PriceUsd = (_, _) =>
        {
            begun.TrySetResult();
            return 0.25m;
        });
        var first = client.RunAsync(Input);
        await Soon.Async(begun.Task);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            for (var hasEnded = false; !hasEnded;)
            {
                hasEnded = first.IsCompleted;
                try
                {
                    await client.RunAsync(Input);
                }
                catch (ModelRecordingException)
                {
                    // This exception is expected while the first job is still being recorded.
                }
            }
        })));

        await first;
        Assert.Equal(1, service.Emulator.Bills);
    }

    [Fact]
    public async Task A_job_that_no_call_waits_for_any_more_can_be_found_by_repeating_its_input_and_is_recorded()
    {
        await using var service = new RecordedService(configure: static options => options.QueueTime = TimeSpan.FromMinutes(45));
        await using var client = service.Record();
        var late = await Assert.ThrowsAsync<ModelTimeoutException>(() => client.RunAsync(Input));

        var busy = await Assert.ThrowsAsync<ModelRecordingException>(() => client.RunAsync(Input));
        await client.Client.Attach(RecordedService.Kite, busy.RequestId!).WaitAsync();
        await client.RunAsync(Input);

        Assert.Equal(late.RequestId, busy.RequestId);
        Assert.Contains($"wait for it with Attach(\"{late.RequestId}\")", busy.Message, StringComparison.Ordinal);
        Assert.Equal((1, 1), (service.Emulator.Bills, service.Recordings.Count));
    }

    [Fact]
    public async Task An_input_can_be_sent_again_if_the_service_does_not_know_its_job()
    {
        await using var service = new RecordedService();
        service.Emulator.Faults.Add(EmulatorCall.Status, EmulatorFault.Answer(
            404, "application/json", """{"error_code":404001,"error_message":"The request is unknown."}"""), 1);
        await using var client = service.Record();
        var lost = await Assert.ThrowsAsync<ModelApiException>(() => client.RunAsync(Input));

        await client.RunAsync(Input);

        Assert.True(lost.IsUnknownRequest);
        Assert.Single(service.Recordings);
    }

    [Fact]
    public async Task A_job_that_the_service_does_not_know_never_frees_the_input_of_a_later_job()
    {
        await using var service = new RecordedService(configure: static options => options.RunTime = TimeSpan.MaxValue);
        var unknown = EmulatorFault.Answer(
            404, "application/json", """{"error_code":404001,"error_message":"The request is unknown."}""");
        await using var client = service.Record();
        var lost = await client.SubmitAsync(Input);
        service.Emulator.Faults.Add(EmulatorCall.Status, unknown, 2);
        await Assert.ThrowsAsync<ModelApiException>(() => lost.GetStatusAsync());
        var later = await client.SubmitAsync(Input);
        await Assert.ThrowsAsync<ModelApiException>(() => client.Client.Attach(RecordedService.Kite, lost.RequestId).GetStatusAsync());

        var busy = await Assert.ThrowsAsync<ModelRecordingException>(() => client.SubmitAsync(Input));

        Assert.Equal((later.RequestId, 2), (busy.RequestId, service.Emulator.Bills));
    }

    [Fact]
    public async Task A_job_that_the_service_knows_again_is_recorded()
    {
        await using var service = new RecordedService();
        service.Emulator.Faults.Add(EmulatorCall.Status, EmulatorFault.Answer(
            404, "application/json", """{"error_code":404001,"error_message":"The request is unknown."}"""), 1);
        await using var client = service.Record();
        var job = await client.SubmitAsync(Input);
        var lost = await Assert.ThrowsAsync<ModelApiException>(() => job.WaitAsync());

        await client.Client.Attach(RecordedService.Kite, lost.RequestId!).WaitAsync();

        Assert.Single(service.Recordings);
    }
}
