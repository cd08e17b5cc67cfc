using System.Text.Json;
using SchemaSdk;
using SchemaSdk.RunComfy;

namespace Quickstart;

/// <summary>Runs two of the models with typed calls, and all others with untyped calls.</summary>
internal static class ModelCalls
{
    public const string TextToVideo = "kling/kling-3.0/pro/text-to-video";
    public const string ImageToVideo = "kling/kling-3.0/standard/image-to-video";

    public static Task<Finished> RunAsync(
        RunComfyClient client, Request request, RunOptions options, CancellationToken cancellationToken) =>
        request.ModelId switch
        {
            TextToVideo => RunTextToVideoAsync(client, request, options, cancellationToken),
            ImageToVideo => RunImageToVideoAsync(client, request, options, cancellationToken),
            _ => RunUntypedAsync(client, request, options, cancellationToken),
        };

    private static async Task<Finished> RunTextToVideoAsync(
        RunComfyClient client, Request request, RunOptions options, CancellationToken cancellationToken)
    {
        var model = client.Kling.Kling3_0.Pro.TextToVideo;
        if (request.ImageUrl is not null)
        {
            throw new QuickstartException($"{request.ModelId} accepts no image: omit --image-url, or use --model {ImageToVideo}.");
        }

        var result = request.Resume is null
            ? await model.RunAsync(new() { Prompt = request.Prompt, Duration = request.Duration }, options, cancellationToken)
            : await model.Attach(request.Resume, options).WaitAsync(options.Progress, cancellationToken);

        return new Finished(result.RequestId, Present([result.Output.Video, .. result.Output.Videos ?? []]));
    }

    private static async Task<Finished> RunImageToVideoAsync(
        RunComfyClient client, Request request, RunOptions options, CancellationToken cancellationToken)
    {
        var model = client.Kling.Kling3_0.Standard.ImageToVideo;
        if (request.Resume is not null)
        {
            var resumed = await model.Attach(request.Resume, options).WaitAsync(options.Progress, cancellationToken);
            return new Finished(resumed.RequestId, Present([resumed.Output.Video, .. resumed.Output.Videos ?? []]));
        }

        if (request.ImageUrl is null)
        {
            throw new QuickstartException($"{request.ModelId} needs an image: set its public URL with --image-url.");
        }

        var result = await model.RunAsync(
            new() { Prompt = request.Prompt, StartImageUrl = request.ImageUrl, Duration = request.Duration },
            options,
            cancellationToken);

        return new Finished(result.RequestId, Present([result.Output.Video, .. result.Output.Videos ?? []]));
    }

    private static async Task<Finished> RunUntypedAsync(
        RunComfyClient client, Request request, RunOptions options, CancellationToken cancellationToken)
    {
        ModelResult<JsonElement> result;
        if (request.Resume is not null)
        {
            result = await client.Attach(request.ModelId, request.Resume, options).WaitAsync(options.Progress, cancellationToken);
        }
        else
        {
            var model = RunComfyClient.Models.Single(model => model.Id == request.ModelId);
            result = await client.RunAsync(request.ModelId, UntypedJson.Input(model.InputSchema, request), options, cancellationToken);
        }

        return new Finished(result.RequestId, UntypedJson.Files(result.Output));
    }

    private static List<ModelFile> Present(IEnumerable<ModelFile?> files) => files.OfType<ModelFile>().Distinct().ToList();
}
