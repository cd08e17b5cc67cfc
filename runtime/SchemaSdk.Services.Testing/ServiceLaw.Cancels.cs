namespace SchemaSdk.Services.Testing;

/// <content>The rules for cancels.</content>
public abstract partial class ServiceLaw
{
    /// <summary>A cancel has the outcome that the service's answer states. A service that cannot cancel jobs receives no request.</summary>
    [Fact]
    public async Task A_cancel_has_the_outcome_that_the_service_states()
    {
        if (Profile.CancelAddress(Service, Job) is null)
        {
            Assert.True(Samples.Cancels.Count == 0, "CancelAddress returns null, so Samples.Cancels must be empty.");
            using var none = Script(Samples.InProgress);
            Assert.Equal(CancelOutcome.NotCancelable, await Trial.Within(none.Attach().CancelAsync()));
            Assert.Empty(none.Sent);
            return;
        }

        Assert.True(Samples.Cancels.Count > 0, "CancelAddress returns an address, so Samples.Cancels needs an answer.");
        foreach (var (answer, expected) in Samples.Cancels)
        {
            using var trial = Script(answer);
            CancelOutcome? outcome = null;
            var error = await Record.ExceptionAsync(async () => outcome = await Trial.Within(trial.Attach().CancelAsync()));
            Assert.True(
                outcome == expected,
                $"Samples.Cancels ({Told(answer)}) gave {outcome?.ToString() ?? "no outcome"} instead of {expected}, and the call "
                + $"threw {Told(error)}. ReadBody must set Outcome for ServiceCall.Cancel.");
            Assert.Equal(Profile.CancelMethod, trial.Sent[0].Method);
        }
    }

    /// <summary>Only the service itself, not a gateway in front of it, can say that a job was cancelled.</summary>
    [Fact]
    public async Task A_gateway_confirms_no_cancel()
    {
        if (Profile.CancelAddress(Service, Job) is null)
        {
            return;
        }

        var answers = Gateway.Bodies.SelectMany(static body => new[] { 404, 500, 503 }.Select(status => new SampleAnswer(status, body)))
            .Concat(Gateway.Pages.SelectMany(static body => new[] { 200, 202 }.Select(status => new SampleAnswer(status, body))));
        foreach (var answer in answers)
        {
            using var trial = Script(answer);
            CancelOutcome? outcome = null;
            var error = await Record.ExceptionAsync(async () => outcome = await Trial.Within(trial.Attach().CancelAsync()));
            Assert.True(
                outcome is null or CancelOutcome.Unconfirmed && error is null or ModelException,
                $"A gateway's answer to a cancel ({Told(answer)}) gave {outcome?.ToString() ?? "no outcome"}, and the call threw "
                + $"{Told(error)}. ReadBody must leave Outcome null for such an answer.");
        }
    }
}
