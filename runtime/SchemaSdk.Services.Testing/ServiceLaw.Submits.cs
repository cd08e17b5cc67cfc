using System.Text;
using System.Text.Json;

namespace SchemaSdk.Services.Testing;

/// <content>The rules for submits.</content>
public abstract partial class ServiceLaw
{
    /// <summary>An accepted submit needs only one request, and its answer contains the request id of the job.</summary>
    [Fact]
    public async Task An_acceptance_gives_the_request_id()
    {
        using var trial = Script(Samples.Accepted);

        string? id = null;
        var error = await Record.ExceptionAsync(async () => id = (await trial.SubmitAsync()).RequestId);

        Assert.True(
            id == Samples.RequestId,
            $"Samples.Accepted ({Told(Samples.Accepted)}) gave \"{id}\" instead of \"{Samples.RequestId}\", and the call threw "
            + $"{Told(error)}. ReadBody must set RequestId for ServiceCall.Submit, and IsRequestId must accept the id.");
        Assert.Single(trial.Sent);
    }

    /// <summary>The body of a submit is one JSON value that contains the input.</summary>
    [Fact]
    public async Task The_body_of_a_submit_is_JSON_with_the_input()
    {
        using var trial = Script(Samples.Accepted);

        await trial.SubmitAsync(new RunOptions { Service = Samples.Options });

        var sent = Assert.Single(trial.Sent);
        var error = Record.Exception(() => Plain(sent.Body));
        Assert.True(
            error is null && Plain(sent.Body).Contains(Plain(Samples.Input), StringComparison.Ordinal),
            $"The body of the submit was {Start(sent.Body)}, which is not JSON with the input {Samples.Input}. Change EnvelopeOf.");
    }

    /// <summary>After a success status without a request id, the job may be running, so the submit is not sent again.</summary>
    [Fact]
    public async Task An_acceptance_without_an_id_is_unknown()
    {
        string[] bodies = [.. Gateway.Pages, .. HostileIds.Requests.Where(static id => id is not null).Select(WithId)];
        foreach (var body in bodies)
        {
            await UnknownAsync(ScriptedService.Answer(200, Encoding.UTF8.GetBytes(body)), $"HTTP 200 with the body {Start(body)}");
        }

        string WithId(string? id) => Samples.Accepted.Body.Replace(
            Samples.RequestId, JsonSerializer.Serialize(id)[1..^1], StringComparison.Ordinal);
    }

    /// <summary>If no answer to a submit arrives, the outcome is unknown, because the job may be running.</summary>
    [Fact]
    public Task A_lost_answer_is_unknown() => UnknownAsync(ScriptedService.Lose, "No answer");

    /// <summary>After a status such as 408 or 503, the outcome is unknown, because the service may have started the job.</summary>
    [Fact]
    public async Task A_server_error_is_unknown()
    {
        foreach (var status in Gateway.Unclear)
        {
            foreach (var body in Gateway.Bodies)
            {
                var answer = new SampleAnswer(status, body);
                await UnknownAsync(ScriptedService.Answer(answer), Told(answer));
            }
        }

        // Some services answer with HTTP 200, and put the actual status into the body.
        var code = Read(ServiceCall.Submit, Samples.RefusedInput)?.ErrorCode;
        if (Samples.RefusedInput.StatusCode is >= 200 and < 300 && code is { Length: 3 } && code.All(char.IsAsciiDigit))
        {
            foreach (var status in (string[])["500", "503", "504"])
            {
                var body = Samples.RefusedInput.Body.Replace(code, status, StringComparison.Ordinal);
                var answer = Samples.RefusedInput with { Body = body };
                await UnknownAsync(ScriptedService.Answer(answer), Told(answer));
            }
        }
    }

    /// <summary>After a redirect, the outcome is unknown, because either of the two servers may have started the job.</summary>
    [Fact]
    public async Task An_answer_after_a_redirect_is_unknown()
    {
        await UnknownAsync(ScriptedService.AfterRedirect(Samples.Accepted), "Samples.Accepted after a redirect");
        foreach (var refusal in Samples.RefusedForNow)
        {
            await UnknownAsync(ScriptedService.AfterRedirect(refusal), "Samples.RefusedForNow after a redirect");
        }
    }

    /// <summary>
    /// The connection may break while the answer to an accepted submit is arriving. The client then still finds the request id if the whole
    /// id has arrived.
    /// </summary>
    [Fact]
    public async Task The_id_in_a_cut_acceptance_is_found()
    {
        var body = Encoding.UTF8.GetBytes(Samples.Accepted.Body);
        for (var length = 0; length <= body.Length; length++)
        {
            var id = Profile.FindRequestId(body.AsSpan(0, length));
            Assert.True(
                id is null || id == Samples.RequestId,
                $"FindRequestId found \"{id}\" in the first {length} bytes of Samples.Accepted, but this is not the job's id. "
                + "Return the id only when all of it has arrived.");
        }

        var repeated = $"{{\"input\":{OfOtherJob(Samples.Accepted).Body},{Samples.Accepted.Body.TrimStart().TrimStart('{')}";
        var found = Profile.FindRequestId(Encoding.UTF8.GetBytes(repeated));
        Assert.True(
            found is null || found == Samples.RequestId,
            $"FindRequestId found \"{found}\" in {Start(repeated)}, but this id is within another member. Check the depth of the member.");

        using var trial = Script(ScriptedService.Cut(Samples.Accepted, body.Length - 1));
        var error = await Record.ExceptionAsync(trial.SubmitAsync);
        var unknown = Assert.IsType<ModelSubmissionUnknownException>(error);
        Assert.True(
            unknown.RequestId == Samples.RequestId,
            $"FindRequestId gave \"{unknown.RequestId}\" for Samples.Accepted without its last byte. It must return the job's id.");
        Assert.Single(trial.Sent);
    }

    /// <summary>
    /// A changed body in the answer to an accepted submit never makes the client send the submit again. The client throws only its own
    /// exceptions.
    /// </summary>
    [Fact]
    public async Task No_changed_acceptance_is_sent_twice()
    {
        foreach (var body in ChangedBodies.Of(Samples.Accepted.Body))
        {
            using var trial = Script(ScriptedService.Answer(Samples.Accepted.StatusCode, body));
            var error = await Record.ExceptionAsync(trial.SubmitAsync);
            Assert.True(
                trial.Sent.Count == 1 && error is null or ModelApiException or ModelSubmissionUnknownException { InnerException: null },
                $"After the answer {Start(Encoding.UTF8.GetString(body))}, the input was sent {trial.Sent.Count} time(s) (expected: 1), "
                + $"and the call threw {Told(error)}. For an unexpected body, ReadBody must return null or leave out what it cannot read.");
        }
    }

    private async Task UnknownAsync(Func<HttpRequestMessage, HttpResponseMessage> answer, string what)
    {
        using var trial = Script(answer);
        var error = await Record.ExceptionAsync(trial.SubmitAsync).ConfigureAwait(false);
        Assert.True(
            error is ModelSubmissionUnknownException && trial.Sent.Count == 1,
            $"The job may have started ({what}), so the outcome of the submit must be unknown, and the input must be sent only once. It "
            + $"was sent {trial.Sent.Count} time(s), and the call threw {Told(error)}. Unless the service itself wrote the answer, "
            + "IsRefusedForNow must be false, and ReadBody must set neither IsOwnError nor ErrorCode.");
    }
}
