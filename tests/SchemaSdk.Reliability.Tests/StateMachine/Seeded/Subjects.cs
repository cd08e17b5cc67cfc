using System.Text.Json;
using SchemaSdk.Reliability.Tests.StateMachine.Play;
using SchemaSdk.Reliability.Tests.StateMachine.Rules;

namespace SchemaSdk.Reliability.Tests.StateMachine.Seeded;

/// <summary>Clients with one bug each, and the rule that each bug breaks.</summary>
internal static class Subjects
{
    public static IReadOnlyDictionary<string, (Subject Subject, Rule Breaks)> Faulty { get; } = new Dictionary<string, (Subject, Rule)>
    {
        ["resend after a reset"] = (After<ModelSubmissionUnknownException>(static (exception, run, _, _) =>
            exception.InnerException is HttpRequestException ? run() : throw exception), Rule.PostedOnce),
        ["id dropped on time-out"] = (After<ModelTimeoutException>(static (exception, _, _, _) =>
            throw new ModelTimeoutException(exception.Message) { ModelId = exception.ModelId }), Rule.IdsKept),
        ["completed taken as success"] = (Sending(static (transport, _) => new CompletedIsSuccess(transport)), Rule.EndIsTrue),
        ["refusal that holds up all jobs"] = (
            Sending(static (transport, time) => new HeldUpByAll(transport, time)), Rule.OthersGoOn),
        ["delay that ignores the token"] = (After<OperationCanceledException>(static async (exception, _, delay, _) =>
        {
            await delay(TimeSpan.FromMinutes(1), CancellationToken.None).ConfigureAwait(false);
            throw exception;
        }), Rule.StopIsObeyed),
        ["time-out that comes too late"] = (After<ModelTimeoutException>(static async (exception, _, delay, cancellationToken) =>
        {
            await delay(TimeSpan.FromMinutes(10), cancellationToken).ConfigureAwait(false);
            throw exception;
        }), Rule.EndsInTime),
        ["good answer taken as unknown"] = (After<ModelWaitCanceledException>(static (exception, _, _, _) =>
            throw new ModelSubmissionUnknownException(exception.Message) { ModelId = exception.ModelId }), Rule.OutcomeIsDocumented),
        ["token in a message"] = (After<ModelTimeoutException>(static (exception, _, _, _) =>
            throw new ModelTimeoutException(World.Token) { ModelId = exception.ModelId, RequestId = exception.RequestId }),
            Rule.TokenIsHidden),
        ["call that outlives the client"] = (After<ObjectDisposedException>(static (_, _, _, _) =>
            new TaskCompletionSource<ModelResult<JsonElement>>().Task), Rule.DisposeEndsAll),
        ["requested delay ignored"] = (Sending(static (transport, _) => new DelayIgnored(transport)), Rule.WaitsWhenAsked),
        ["poll after the end"] = (Sending(static (transport, time) => new PolledAfterItsEnd(transport, time)), Rule.RequestsAreNeeded),
        ["retry without a delay"] = (Sending(static (transport, _) => new RetriedAtOnce(transport)), Rule.NotAgainAtOnce),
    };

    private delegate Task<ModelResult<JsonElement>> Reaction<TException>(
        TException exception,
        Func<Task<ModelResult<JsonElement>>> run,
        Func<TimeSpan, CancellationToken, Task> delay,
        CancellationToken cancellationToken);

    private static Subject After<TException>(Reaction<TException> reaction)
        where TException : Exception => new()
        {
            Run = async (run, delay, cancellationToken) =>
            {
                try
                {
                    return await run().ConfigureAwait(false);
                }
                catch (TException exception)
                {
                    return await reaction(exception, run, delay, cancellationToken).ConfigureAwait(false);
                }
            },
        };

    private static Subject Sending(Func<HttpMessageHandler, TimeProvider, HttpMessageHandler> layer) => new() { Send = layer };
}
