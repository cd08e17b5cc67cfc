using System.Text;
using System.Text.Json;

namespace SchemaSdk.Services.Testing;

/// <content>The rules for reading the status and the result of a job.</content>
public abstract partial class ServiceLaw
{
    /// <summary>The status of a job that has not ended says whether the job is queued or running.</summary>
    [Fact]
    public async Task A_job_that_has_not_ended_has_its_state()
    {
        await StateAsync(nameof(Samples.InProgress), Samples.InProgress, JobState.InProgress);
        if (Samples.InQueue is { } queued)
        {
            await StateAsync(nameof(Samples.InQueue), queued, JobState.InQueue);
        }
    }

    /// <summary>A run submits a job, waits until the job has ended, and returns the job's output.</summary>
    [Fact]
    public async Task A_successful_job_has_its_output()
    {
        using var trial = Script([Samples.Accepted, Samples.InProgress, .. Samples.Succeeded]);
        var job = await trial.SubmitAsync();

        ModelResult<JsonElement>? result = null;
        var error = await Record.ExceptionAsync(async () => result = await Trial.Within(job.WaitAsync()));

        var output = result is null ? "" : JsonSerializer.Serialize(result.Output);
        Assert.True(
            output == Plain(Samples.Output),
            $"Samples.Succeeded gave the output {Start(output)} instead of {Plain(Samples.Output)}, and the call threw {Told(error)}. "
            + "ReadBody must set State and Output. The second answer in Samples.Succeeded is the result. If one document "
            + "contains both the status and the result, set IsResult or override StatusHasResult.");
        Assert.Equal(2 + Samples.Succeeded.Count, trial.Sent.Count);
    }

    /// <summary>The exception of a failed job says why the job failed.</summary>
    [Fact]
    public async Task A_failed_job_has_its_reason()
    {
        using var trial = Script([Samples.InProgress, .. Samples.Failed]);

        var error = await Record.ExceptionAsync(() => Trial.Within(trial.Attach().WaitAsync()));

        Assert.True(
            error is ModelFailedException && error.Message.Contains(Samples.Reason, StringComparison.Ordinal),
            $"With Samples.Failed, the call threw {Told(error)}, not a ModelFailedException with \"{Samples.Reason}\". ReadBody must "
            + "set State and Error, and RequestId if the HTTP status is an error.");
        Assert.Equal(1 + Samples.Failed.Count, trial.Sent.Count);
    }

    /// <summary>
    /// The reason why a job failed can be read again from a ledger, although the ledger keeps the body without the HTTP status.
    /// </summary>
    [Fact]
    public void A_reason_can_be_read_without_the_HTTP_status()
    {
        var kept = Read(ServiceCall.Status, Samples.Failed[^1] with { StatusCode = 200 });
        var reason = kept is null ? "null" : $"the reason \"{Encoding.UTF8.GetString(kept.Error.Span)}{kept.Detail}\"";
        Assert.True(
            reason.Contains(Samples.Reason, StringComparison.Ordinal),
            $"ReadBody(ServiceCall.Status, 200, the last body in Samples.Failed) gave {reason}. Even for HTTP 200, it must set Error or "
            + $"Detail to a text that contains \"{Samples.Reason}\": a ledger keeps the body of a failed job, but not its HTTP status.");
    }

    /// <summary>A state that is unknown to the profile neither ends the wait nor counts as an error.</summary>
    [Fact]
    public async Task A_new_state_is_read_until_the_timeout()
    {
        await StateAsync(nameof(Samples.NewState), Samples.NewState, JobState.Unknown);
        using var trial = Script(Samples.NewState);

        var job = trial.Attach(new RunOptions { JobTimeout = TimeSpan.FromMinutes(10) });
        var error = await Record.ExceptionAsync(() => Trial.Within(job.WaitAsync()));

        Assert.True(
            error is ModelTimeoutException && trial.Sent.Count > 2,
            $"With Samples.NewState ({Told(Samples.NewState)}), the call threw {Told(error)} after {trial.Sent.Count} read(s). Expected: "
            + "a ModelTimeoutException after at least 3 reads. ReadBody must set State to JobState.Unknown for this answer.");
    }

    /// <summary>If a gateway answers instead of the service, the status is read again.</summary>
    [Fact]
    public async Task A_gateway_says_nothing_about_a_job()
    {
        var answers = Gateway.Unclear.Append(429).SelectMany(static status => Gateway.Bodies.Select(body => new SampleAnswer(status, body)))
            .Concat(Gateway.Pages.Select(static body => new SampleAnswer(200, body)));
        foreach (var answer in answers)
        {
            await IgnoredAsync(answer, Told(answer), "For this answer, ReadBody must return null, or a body without State and ErrorCode.");
        }
    }

    /// <summary>An answer about another job, for example from a broken cache, is ignored.</summary>
    [Fact]
    public async Task A_body_about_another_job_says_nothing()
    {
        foreach (var (name, call, answer) in Samples.All())
        {
            if (HasId(answer))
            {
                var id = Read(call, OfOtherJob(answer))?.RequestId;
                Assert.True(
                    id == Samples.OtherRequestId,
                    $"For Samples.{name} with the request id \"{Samples.OtherRequestId}\", ReadBody gave the request id \"{id}\". "
                    + "ReadBody must set RequestId, so that the client ignores answers about other jobs.");
            }
        }

        foreach (var (name, end) in new[] { (nameof(Samples.Succeeded), Samples.Succeeded), (nameof(Samples.Failed), Samples.Failed) })
        {
            if (HasId(end[0]))
            {
                await IgnoredAsync(OfOtherJob(end[0]), $"Samples.{name}[0] of another job", "ReadBody must set RequestId.");
            }
        }
    }

    /// <summary>Only the service itself, not a gateway in front of it, can say that a request id is unknown.</summary>
    [Fact]
    public async Task A_missing_page_is_not_an_unknown_request()
    {
        foreach (var answer in Gateway.Bodies.SelectMany(static body => new[] { new SampleAnswer(404, body), new SampleAnswer(410, body) }))
        {
            using var trial = Script(answer);
            var error = await Record.ExceptionAsync(() => Trial.Within(trial.Attach().GetStatusAsync()));
            Assert.True(
                error is ModelApiException { IsUnknownRequest: false },
                $"After a gateway's page ({Told(answer)}), the call threw {Told(error)}. Expected: a ModelApiException "
                + "whose IsUnknownRequest is false. ServiceProfile.IsUnknownRequest must be false for such a page.");
        }
    }

    /// <summary>If the service does not know a request id, the caller learns that the job does not exist.</summary>
    [Fact]
    public async Task An_unknown_request_is_recognized()
    {
        if (Samples.UnknownRequest is not { } unknown)
        {
            return;
        }

        using var trial = Script(unknown);
        var error = await Record.ExceptionAsync(() => Trial.Within(trial.Attach().GetStatusAsync()));

        Assert.True(
            error is ModelApiException { IsUnknownRequest: true } && trial.Sent.Count == 1,
            $"With Samples.UnknownRequest ({Told(unknown)}), the call threw {Told(error)} after {trial.Sent.Count} request(s). "
            + "Expected: one request, and a ModelApiException whose IsUnknownRequest is true. ServiceProfile.IsUnknownRequest must be "
            + "true for this answer. If the profile does not override it, ReadBody must set ServiceBody.IsOwnError.");
    }

    // An id within an address does not count.
    private bool HasId(SampleAnswer answer) => answer.Body.Contains($"\"{Samples.RequestId}\"", StringComparison.Ordinal);

    private async Task StateAsync(string name, SampleAnswer answer, JobState expected)
    {
        using var trial = Script(answer);
        JobStatus? status = null;
        var reading = async () => { status = await Trial.Within(trial.Attach().GetStatusAsync()).ConfigureAwait(false); };
        var error = await Record.ExceptionAsync(reading).ConfigureAwait(false);
        Assert.True(
            status?.State == expected && status.StateText is { Length: > 0 },
            $"Samples.{name} ({Told(answer)}) gave the state {status?.State} \"{status?.StateText}\" instead of {expected}, "
            + $"and the call threw {Told(error)}. ReadBody must set State and Status.");
    }

    private async Task IgnoredAsync(SampleAnswer answer, string what, string advice)
    {
        using var trial = Script(answer, Samples.InProgress);
        JobStatus? status = null;
        var reading = async () => { status = await Trial.Within(trial.Attach().GetStatusAsync()).ConfigureAwait(false); };
        var error = await Record.ExceptionAsync(reading).ConfigureAwait(false);
        Assert.True(
            status?.State == JobState.InProgress && trial.Sent.Count == 2,
            $"{what} does not contain the state of the job, so the client must read the status again. The client reported "
            + $"{status?.State} after {trial.Sent.Count} read(s), and the call threw {Told(error)}. {advice}");
    }
}
