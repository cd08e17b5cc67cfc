using System.Text.Json;
using SchemaSdk.Reliability.Tests.StateMachine.Play;
using SchemaSdk.Reliability.Tests.StateMachine.Rules;

namespace SchemaSdk.Reliability.Tests.StateMachine.Seeded;

/// <summary>Clients with one bug each, and the rule that each bug breaks.</summary>
internal static class Subjects
{
    public static IReadOnlyDictionary<string, (Subject Subject, Rule Breaks)> Faulty { get; } = new Dictionary<string, (Subject, Rule)>
    {
        ["resend after a reset"] = (Calling(static async (run, _, _) =>
        {
            try
            {
                return await run().ConfigureAwait(false);
            }
            catch (ModelSubmissionUnknownException exception) when (exception.InnerException is HttpRequestException)
            {
                return await run().ConfigureAwait(false);
            }
        }), Rule.PostedOnce),
        ["id dropped on time-out"] = (Calling(static async (run, _, _) =>
        {
            try
            {
                return await run().ConfigureAwait(false);
            }
            catch (ModelTimeoutException exception)
            {
                throw new ModelTimeoutException(exception.Message) { ModelId = exception.ModelId };
            }
        }), Rule.IdsKept),
        ["completed taken as success"] = (Sending(static (transport, _) => new CompletedIsSuccess(transport)), Rule.EndIsTrue),
        ["refusal that holds up all jobs"] = (
            Sending(static (transport, time) => new HeldUpByAll(transport, time)), Rule.OthersGoOn),
        ["delay that ignores the token"] = (Calling(static async (run, delay, _) =>
        {
            try
            {
                return await run().ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                await delay(TimeSpan.FromMinutes(1), CancellationToken.None).ConfigureAwait(false);
                throw;
            }
        }), Rule.StopIsObeyed),
        ["time-out that comes too late"] = (Calling(static async (run, delay, cancellationToken) =>
        {
            try
            {
                return await run().ConfigureAwait(false);
            }
            catch (ModelTimeoutException)
            {
                await delay(TimeSpan.FromMinutes(10), cancellationToken).ConfigureAwait(false);
                throw;
            }
        }), Rule.EndsInTime),
        ["good answer taken as unknown"] = (Calling(static async (run, _, _) =>
        {
            try
            {
                return await run().ConfigureAwait(false);
            }
            catch (ModelWaitCanceledException exception)
            {
                throw new ModelSubmissionUnknownException(exception.Message) { ModelId = exception.ModelId };
            }
        }), Rule.OutcomeIsDocumented),
        ["token in a message"] = (Calling(static async (run, _, _) =>
        {
            try
            {
                return await run().ConfigureAwait(false);
            }
            catch (ModelTimeoutException exception)
            {
                throw new ModelTimeoutException(World.Token) { ModelId = exception.ModelId, RequestId = exception.RequestId };
            }
        }), Rule.TokenIsHidden),
        ["call that outlives the client"] = (Calling(static async (run, _, _) =>
        {
            try
            {
                return await run().ConfigureAwait(false);
            }
            catch (ObjectDisposedException)
            {
                return await new TaskCompletionSource<ModelResult<JsonElement>>().Task.ConfigureAwait(false);
            }
        }), Rule.DisposeEndsAll),
        ["requested delay ignored"] = (Sending(static (transport, _) => new DelayIgnored(transport)), Rule.WaitsWhenAsked),
    };

    private static Subject Calling(Subject.Layer layer) => new() { Run = layer };

    private static Subject Sending(Func<HttpMessageHandler, TimeProvider, HttpMessageHandler> layer) => new() { Send = layer };
}
