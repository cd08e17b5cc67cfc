namespace SchemaSdk.Services.Testing;

/// <content>The rules for refused submits.</content>
public abstract partial class ServiceLaw
{
    /// <summary>A refused input is sent only once, and the exception has the service's message.</summary>
    [Fact]
    public async Task A_refused_input_starts_nothing()
    {
        using var trial = Script(Samples.RefusedInput);

        var error = await Record.ExceptionAsync(trial.SubmitAsync);

        Assert.True(
            error is ModelApiException { Detail.Length: > 0 } && trial.Sent.Count == 1,
            $"After the answer Samples.RefusedInput ({Told(Samples.RefusedInput)}), the input was sent {trial.Sent.Count} time(s), "
            + $"and the call threw {Told(error)}. Expected: one request, and a ModelApiException with a Detail. ReadBody must set "
            + "Detail, and also ErrorCode if the HTTP status is a success.");
        Assert.True(
            Profile.IsWrongInput(Samples.RefusedInput.StatusCode, ((ModelApiException)error!).ErrorCode),
            $"IsWrongInput was false for Samples.RefusedInput ({Told(Samples.RefusedInput)}). Override it for statuses other than 422.");
    }

    /// <summary>If a busy service refuses a submit temporarily, the same input is sent again later.</summary>
    [Fact]
    public async Task A_refusal_for_now_is_sent_again()
    {
        foreach (var refusal in Samples.RefusedForNow)
        {
            using var trial = Script(refusal, refusal, Samples.Accepted);
            var error = await Record.ExceptionAsync(trial.SubmitAsync);
            Assert.True(
                error is null && trial.Sent.Count == 3,
                $"After two answers from Samples.RefusedForNow ({Told(refusal)}), the input was sent {trial.Sent.Count} time(s), not 3, "
                + $"and the call threw {Told(error)}. IsRefusedForNow must be true for this answer. If the answer does not prove that no "
                + "job runs, remove it from Samples.RefusedForNow.");
        }
    }

    /// <summary>
    /// An answer from a gateway, such as 503 or 529, is not a temporary refusal, because the service behind it may have started the job.
    /// </summary>
    [Fact]
    public async Task A_gateway_never_refuses_for_now()
    {
        foreach (var status in Gateway.Unclear.Append(529))
        {
            foreach (var body in Gateway.Bodies)
            {
                var answer = new SampleAnswer(status, body) { RetryAfter = "1" };
                await UnknownAsync(ScriptedService.Answer(answer), Told(answer));
            }
        }
    }

    /// <summary>A refusal that is not temporary is final. The input is not sent again.</summary>
    [Fact]
    public async Task No_other_refusal_is_sent_again()
    {
        foreach (var status in Gateway.Definite.Except(Samples.RefusedForNow.Select(static answer => answer.StatusCode)))
        {
            foreach (var body in Gateway.Bodies.Append(Samples.RefusedInput.Body))
            {
                var answer = new SampleAnswer(status, body) { RetryAfter = "1" };
                using var trial = Script(answer);
                var error = await Record.ExceptionAsync(trial.SubmitAsync);
                Assert.True(
                    error is ModelApiException && trial.Sent.Count == 1,
                    $"After the answer {Told(answer)}, the input was sent {trial.Sent.Count} time(s) (expected: 1), and the call threw "
                    + $"{Told(error)}. IsRefusedForNow must be false for this answer.");
            }
        }
    }
}
