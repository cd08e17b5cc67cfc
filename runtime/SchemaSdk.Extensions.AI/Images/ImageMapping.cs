using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using SchemaSdk.Extensions.AI.Inputs;
using SchemaSdk.Submitting;

namespace SchemaSdk.Extensions.AI.Images;

/// <summary>Maps a request for images to the input of a model.</summary>
[Experimental("MEAI001")]
internal static class ImageMapping
{
    private static readonly string[] Prompts = ["prompt", "text_prompt", "text"];
    private static readonly string[] Formats = ["output_format", "format", "image_format", "output_type"];
    private static readonly string[] Counts = ["num_images", "n", "num_outputs", "number_of_images", "image_count", "batch_size"];

    private static readonly string[] Files =
    [
        "image_urls", "images", "image_input", "input_images", "input_image_urls", "reference_images", "reference_image_urls", "image_url",
        "image", "input_image", "start_image_url", "init_image_url", "init_image",
    ];

    private static readonly string[] Seeds = ["seed", "random_seed", "noise_seed"];

    /// <summary>Refuses options that no model supports, a count below 1, and options for a different model.</summary>
    /// <exception cref="ModelInputException">An option is refused. Nothing was sent.</exception>
    internal static void Check(InputMapping mapping, ImageGenerationOptions? options)
    {
        mapping.CheckModel(options?.ModelId);
        if (options?.StreamingCount is > 0)
        {
            throw mapping.Refuse("StreamingCount", "the model returns only finished images");
        }

        if (options?.ResponseFormat == ImageGenerationResponseFormat.Hosted)
        {
            throw mapping.Refuse("ResponseFormat", "the format Hosted needs file ids, but the service returns addresses. Use Uri or Data");
        }

        if (options?.Count is < 1)
        {
            throw mapping.Refuse("Count", $"it is {options.Count}, but must be 1 or more");
        }
    }

    /// <summary>Maps the prompt, the images and the options that are set.</summary>
    /// <returns>The number of runs.</returns>
    /// <exception cref="ModelInputException">One of these cannot be mapped. Nothing was sent.</exception>
    internal static int Set(
        InputMapping mapping, ImageGenerationRequest request, ImageGenerationOptions? options, CallSettings call)
    {
        mapping.SetText("Prompt", request.Prompt, Prompts);
        FileMapping.Set(mapping, "OriginalImages", [.. request.OriginalImages ?? []], Files, "image");
        if (options?.ImageSize is { } size)
        {
            SizeMapping.Set(mapping, size);
        }

        mapping.SetText("MediaType", options?.MediaType, Formats, MediaNames.Of);
        var runs = RunsOf(mapping, options?.Count);
        mapping.SetOthers(call);
        if (runs > 1 && WrittenInput.Of(mapping.Input, static (writer, input) => input.Write(writer)).Files is { } files
            && files.All.Any(static file => file.Source.OnlyOnce is not null))
        {
            throw mapping.Refuse(
                "Count",
                "the model makes one image per run, and a stream that cannot be rewound can be sent only once. Use the bytes instead");
        }

        if (runs > 1 && Array.Find(Seeds, name => HasFixedSeed(mapping, name)) is { } seed)
        {
            var value = mapping.Input.Members[seed]?.ToJsonString()
                ?? string.Create(CultureInfo.InvariantCulture, $"{mapping.Schema.Find(seed)!.Default}, the default");
            throw mapping.Refuse(
                "Count",
                $"the model makes one image per run, and with the same {seed} ({value}) every run makes the same image. Make one image "
                + $"per call, and give each call a different AdditionalProperties[\"{seed}\"]");
        }

        return runs;
    }

    // If the default is -1, then -1 stands for a random seed.
    private static bool HasFixedSeed(InputMapping mapping, string name)
    {
        var standard = mapping.Schema.Find(name)?.Default;
        return mapping.Input.Members.TryGetPropertyValue(name, out var seed)
            ? seed is not null && !(standard == -1 && seed.ToJsonString() == "-1")
            : standard >= 0;
    }

    private static int RunsOf(InputMapping mapping, int? count)
    {
        if (count is not { } wanted)
        {
            return 1;
        }

        if (mapping.Schema.First(Counts, static property => property.TakesNumber || property.Allowed.Count > 0) is not { } property)
        {
            return wanted;
        }

        var fits = property.Choose((decimal)wanted) is not null || (property.IsFreeNumber && property.IsInRange(wanted));
        mapping.SetNumber("Count", fits ? wanted : 1, [property.Name]);
        return fits ? 1 : wanted;
    }
}
