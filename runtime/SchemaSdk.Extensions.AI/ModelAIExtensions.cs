using System.Diagnostics.CodeAnalysis;
using SchemaSdk.Extensions.AI.Chat;
using SchemaSdk.Extensions.AI.Functions;
using SchemaSdk.Extensions.AI.Images;
using SchemaSdk.Extensions.AI.Speech;

namespace SchemaSdk;

/// <summary>Creates clients of Microsoft.Extensions.AI that run models.</summary>
/// <remarks>
/// Options are mapped to members of the model's input. If an option cannot be mapped, the call throws
/// <see cref="ModelInputException"/> before anything is sent. The message says which option it is and what the model takes. An additional
/// property that has the name of an input member sets that member. Every exception that is thrown after a job was accepted has the job's
/// request id. The created objects use the model's client, and disposing of them does not dispose of that client.
/// </remarks>
public static class ModelAIExtensions
{
    /// <summary>
    /// Creates a function with which language models run the model. The members of the model's input are the parameters of the function.
    /// </summary>
    /// <remarks>
    /// The function returns JSON with the members <c>state</c> (<c>completed</c>, <c>failed</c>, <c>cancelled</c> or <c>refused</c>),
    /// <c>request_id</c>, <c>key</c>, <c>cost_usd</c>, <c>files</c> and <c>output</c>. Arguments that do not fit are <c>refused</c> with
    /// the JSON pointer of each error, and nothing is sent. Other failures throw, as <see cref="ModelEndpoint{TInput, TOutput}.RunAsync"/>
    /// does.
    /// </remarks>
    /// <param name="model">The model. Without a ledger in its client, every call is charged.</param>
    /// <param name="configure">Sets the options; null for the defaults.</param>
    /// <returns>
    /// The function: an <see cref="ApprovalRequiredAIFunction"/> if <see cref="ModelFunctionOptions.ApproveAboveUsd"/> demands it.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">An amount is out of range.</exception>
    /// <exception cref="InvalidOperationException">The model was created without a client.</exception>
    public static AIFunction AsAIFunction<TInput, TOutput>(
        this ModelEndpoint<TInput, TOutput> model, Action<ModelFunctionOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        var options = new ModelFunctionOptions();
        configure?.Invoke(options);
        options.Check();
        var function = new ModelFunction<TInput, TOutput>(model, options);
        return options.NeedsApproval ? new ApprovalRequiredAIFunction(function) : function;
    }

    /// <summary>Creates an image generator that runs the model.</summary>
    /// <remarks>
    /// A size becomes width and height, a named size, or the nearest aspect ratio and resolution; a model that takes only an aspect ratio
    /// chooses the number of pixels itself. If the model makes one image per run, <see cref="ImageGenerationOptions.Count"/> starts that
    /// many runs. The raw representation is the <see cref="ModelResult{TOutput}"/>, or a list of them after several runs. If
    /// <see cref="ImageGenerationOptions.RawRepresentationFactory"/> returns an input of the model, the mapped values are added to it.
    /// Files are returned as addresses unless <see cref="ImageGenerationOptions.ResponseFormat"/> asks for data.
    /// </remarks>
    /// <param name="model">The model.</param>
    /// <param name="input">
    /// Makes the whole input of a single run, so that nothing else is mapped, not even the count; null to map the request and the options.
    /// </param>
    /// <param name="files">
    /// Returns the images of an output. If null, they are the output's files whose kind is image or unknown, or all its files if all are of
    /// other kinds.
    /// </param>
    /// <exception cref="InvalidOperationException">The model was created without a client.</exception>
    [Experimental("MEAI001")]
    public static IImageGenerator AsImageGenerator<TInput, TOutput>(
        this ModelEndpoint<TInput, TOutput> model,
        Func<ImageGenerationRequest, ImageGenerationOptions?, TInput>? input = null,
        Func<TOutput, IEnumerable<ModelFile>>? files = null) => new ModelImageGenerator<TInput, TOutput>(model, input, files);

    /// <summary>Creates a client that turns text into speech with the model. The audio is downloaded.</summary>
    /// <param name="model">The model.</param>
    /// <param name="input">Makes the whole input, so that nothing else is mapped; null to map the text and the options.</param>
    /// <param name="files">
    /// Returns the audio files of an output. If null, they are the output's files whose kind is audio or unknown, or all its files if all
    /// are of other kinds.
    /// </param>
    /// <exception cref="InvalidOperationException">The model was created without a client.</exception>
    [Experimental("MEAI001")]
    public static ITextToSpeechClient AsTextToSpeechClient<TInput, TOutput>(
        this ModelEndpoint<TInput, TOutput> model,
        Func<string, TextToSpeechOptions?, TInput>? input = null,
        Func<TOutput, IEnumerable<ModelFile>>? files = null) => new ModelTextToSpeechClient<TInput, TOutput>(model, input, files);

    /// <summary>Creates a client that transcribes speech with the model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="input">Makes the whole input, so that nothing else is mapped; null to map the audio and the options.</param>
    /// <param name="text">Returns the text of an output. If null, the text is the output's member <c>text</c>, or a similar one.</param>
    /// <exception cref="InvalidOperationException">The model was created without a client.</exception>
    [Experimental("MEAI001")]
    public static ISpeechToTextClient AsSpeechToTextClient<TInput, TOutput>(
        this ModelEndpoint<TInput, TOutput> model,
        Func<Stream, SpeechToTextOptions?, TInput>? input = null,
        Func<TOutput, string?>? text = null) => new ModelSpeechToTextClient<TInput, TOutput>(model, input, text);

    /// <summary>
    /// Creates a chat client for a model that makes videos. The client takes one user message. Its text becomes the prompt of the model,
    /// and its images become the start image or the reference images. The response contains the files of the output.
    /// </summary>
    /// <remarks>
    /// With <see cref="ChatOptions.AllowBackgroundResponses"/>, which needs a <see cref="JobLedger"/> in the client, a call returns once
    /// the job is accepted. The <see cref="ChatResponse.ContinuationToken"/> of the response contains the key of the job in the ledger. A
    /// call with the token and no messages looks up the job, even in another process, and returns a token until the job has ended. A caller
    /// who has the token, or guesses the key, can read the job if the call has the same customer as the job (<c>WithCustomer</c>). Keys
    /// that the client makes cannot be guessed.
    /// </remarks>
    /// <param name="model">The model.</param>
    /// <param name="input">Makes the whole input, so that nothing else is mapped; null to map the message and the options.</param>
    /// <param name="files">
    /// Returns the files of an output. If null, they are the output's files whose kind is video or unknown, or all its files if all are of
    /// other kinds.
    /// </param>
    /// <exception cref="InvalidOperationException">The model was created without a client.</exception>
    public static IChatClient AsChatClient<TInput, TOutput>(
        this ModelEndpoint<TInput, TOutput> model,
        Func<IReadOnlyList<ChatMessage>, ChatOptions?, TInput>? input = null,
        Func<TOutput, IEnumerable<ModelFile>>? files = null) => new ModelChatClient<TInput, TOutput>(model, input, files);
}
