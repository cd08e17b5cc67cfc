namespace SchemaSdk.Emulation.Tests.Recordings;

/// <summary>Tests inputs that are sent again while their first job is being recorded, or after it can no longer be recorded.</summary>
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
            // With many files, a caller takes longer between its look for a recording and its submit.
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
                    // The first job is still being recorded.
                }
            }
        })));

        await first;
        Assert.Equal(1, service.Emulator.Bills);
    }
}
