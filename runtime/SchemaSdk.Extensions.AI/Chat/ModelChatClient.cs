using System.Runtime.CompilerServices;
using SchemaSdk.Extensions.AI.Calls;
using SchemaSdk.Extensions.AI.Inputs;
using SchemaSdk.Extensions.AI.Outputs;

namespace SchemaSdk.Extensions.AI.Chat;

/// <summary>Makes videos from prompts, in the background if the caller wishes.</summary>
internal sealed class ModelChatClient<TInput, TOutput> : IChatClient
{
    private readonly AdaptedModel<TInput, TOutput> _model;
    private readonly BackgroundJobs<TInput, TOutput> _jobs;
    private readonly Func<IReadOnlyList<ChatMessage>, ChatOptions?, TInput>? _input;
    private readonly Func<TOutput, IEnumerable<ModelFile>>? _files;

    internal ModelChatClient(
        ModelEndpoint<TInput, TOutput> endpoint,
        Func<IReadOnlyList<ChatMessage>, ChatOptions?, TInput>? input,
        Func<TOutput, IEnumerable<ModelFile>>? files)
    {
        _model = new(endpoint);
        _jobs = new(_model);
        (_input, _files) = (input, files);
    }

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var call = CallSettings.Of(options?.AdditionalProperties);
        if (options?.ContinuationToken is { } token)
        {
            CheckEmpty(messages);
            var polled = await _jobs.FindAsync(token, call.Customer, cancellationToken).ConfigureAwait(false);
            return polled is null || !(await polled.GetStatusAsync(cancellationToken).ConfigureAwait(false)).HasEnded
                ? Waiting(token, polled?.RequestId)
                : await EndedAsync(polled, cancellationToken).ConfigureAwait(false);
        }

        if (options?.AllowBackgroundResponses != true)
        {
            var ended = await _model.RunAsync(InputOf(messages, options, call), call.Run, cancellationToken).ConfigureAwait(false);
            return await ResponseOfAsync(ended, cancellationToken).ConfigureAwait(false);
        }

        var (job, key) = await SubmitAsync(messages, options, call, cancellationToken).ConfigureAwait(false);
        return Waiting(BackgroundJobs<TInput, TOutput>.TokenOf(key), job.RequestId);
    }

    // Services do not stream videos. The continuation token comes first, so that the caller can resume if the stream breaks.
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var call = CallSettings.Of(options?.AdditionalProperties);
        ModelJob<AdaptedOutput<TOutput>>? job = null;
        ChatResponse response;
        if (options?.ContinuationToken is { } token)
        {
            CheckEmpty(messages);
            job = await _jobs.FindAsync(token, call.Customer, cancellationToken).ConfigureAwait(false);
        }
        else if (options?.AllowBackgroundResponses == true)
        {
            (job, var key) = await SubmitAsync(messages, options, call, cancellationToken).ConfigureAwait(false);
            token = BackgroundJobs<TInput, TOutput>.TokenOf(key);
        }
        else
        {
            token = null;
        }

        if (token is not null)
        {
            yield return new ChatResponseUpdate
            {
                Role = ChatRole.Assistant,
                ModelId = _model.Model.ModelId,
                ResponseId = job?.RequestId,
                ContinuationToken = token,
            };
            if (job is null)
            {
                // Another process is still submitting the job. The caller can use the token again later.
                yield break;
            }

            response = await EndedAsync(job, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            response = await GetResponseAsync(messages, options, cancellationToken).ConfigureAwait(false);
        }

        foreach (var update in response.ToChatResponseUpdates())
        {
            yield return update;
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => _model.Find(
        this, new ChatClientMetadata(_model.Provider, _model.Address, _model.Model.ModelId), serviceType, serviceKey);

    public void Dispose()
    {
        // The model's client is not disposed, because it belongs to the application.
    }

    private static void CheckEmpty(IEnumerable<ChatMessage> messages)
    {
        if (messages.Any())
        {
            throw new ArgumentException(
                "A call with a continuation token reads the job of that token, so it takes no messages. Pass an empty list, or leave "
                + "the token out to start another job.",
                nameof(messages));
        }
    }

    private async Task<(ModelJob<AdaptedOutput<TOutput>> Job, string Key)> SubmitAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options, CallSettings call, CancellationToken cancellationToken)
    {
        _ = _jobs.Ledger;

        // A caller who knows the key can poll the job, so the key must not be easy to guess.
        var run = call.Run with { Key = call.Key ?? $"chat:{Guid.NewGuid():N}" };
        var job = await _model.Endpoint.SubmitAsync(InputOf(messages, options, call), run, cancellationToken).ConfigureAwait(false);
        return (job, run.Key);
    }

    private AdaptedInput<TInput> InputOf(IEnumerable<ChatMessage> messages, ChatOptions? options, CallSettings call)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var all = messages.ToList();
        var mapping = _model.Begin(_input is null ? options?.RawRepresentationFactory?.Invoke(this) : null);
        mapping.CheckModel(options?.ModelId);
        if (_input is not null)
        {
            return new(_input(all, options), null);
        }

        ChatMapping.Set(mapping, all, options, call);
        return new(default, mapping.Input);
    }

    private ChatResponse Waiting(ResponseContinuationToken token, string? requestId)
    {
        var response = new ChatResponse
        {
            ModelId = _model.Model.ModelId,
            ResponseId = requestId,
            ContinuationToken = token,
            AdditionalProperties = [],
        };
        if (requestId is not null)
        {
            response.AdditionalProperties[ModelProperties.RequestId] = requestId;
        }

        return response;
    }

    private async Task<ChatResponse> EndedAsync(ModelJob<AdaptedOutput<TOutput>> job, CancellationToken cancellationToken) =>
        await ResponseOfAsync(
            Finished<TOutput>.Of(await job.WaitAsync(cancellationToken).ConfigureAwait(false), input: null), cancellationToken)
            .ConfigureAwait(false);

    private async Task<ChatResponse> ResponseOfAsync(Finished<TOutput> ended, CancellationToken cancellationToken)
    {
        var contents = await ended.ReadAsync(result => FileContents.OfAsync(
            _model.Client, result, _files, "video/", download: false, cancellationToken)).ConfigureAwait(false);
        return new(new ChatMessage(ChatRole.Assistant, [.. contents]))
        {
            ModelId = ended.Result.ModelId,
            ResponseId = ended.Result.RequestId,
            CreatedAt = ended.Result.CreatedAt,
            FinishReason = ChatFinishReason.Stop,
            RawRepresentation = ended.Result,
            AdditionalProperties = JobProperties.Of(ended.Result),
        };
    }
}
