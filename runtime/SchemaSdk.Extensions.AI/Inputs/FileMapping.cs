using System.Net.Mime;
using SchemaSdk.Extensions.AI.Schemas;
using SchemaSdk.Files;

namespace SchemaSdk.Extensions.AI.Inputs;

/// <summary>Puts the files of a call into the model's input, and refuses files of the wrong kind.</summary>
internal static class FileMapping
{
    private const int HeadBytes = 512;

    /// <exception cref="ModelInputException">
    /// The model takes no files of this kind, the call has more files than the model takes, or a file is of the wrong kind.
    /// </exception>
    internal static void Set(InputMapping mapping, string option, IReadOnlyList<AIContent> contents, string[] names, string kind)
    {
        if (contents.Count == 0)
        {
            return;
        }

        var fitting = names.Select(mapping.Schema.Find).OfType<InputProperty>()
            .Where(property => IsList(property) || (contents.Count == 1 && property.Takes("string")))
            .ToList();
        var property = fitting.Find(static property => property.IsRequired) ?? fitting.FirstOrDefault()
            ?? throw (mapping.Schema.First(names) is { } single
                ? mapping.Refuse(option, $"the model takes one file, in '{single.Name}', but {contents.Count} were given")
                : mapping.Refuse(option, names));
        if (contents.Count > property.MaxItems)
        {
            throw mapping.Refuse(
                option, $"the model takes at most {property.MaxItems} files in '{property.Name}', but {contents.Count} were given");
        }

        foreach (var type in contents.Select(TypeOf).OfType<string>())
        {
            Check(mapping, option, type, [kind]);
        }

        var files = contents.Select(content => (JsonNode)mapping.Input.ValueOf(FileOf(mapping, option, content))).ToArray();
        mapping.Set(option, property, IsList(property) ? new JsonArray(files) : files[0]);
    }

    /// <summary>Refuses a stream if its first bytes show the wrong kind of file. Does not check a stream that cannot seek.</summary>
    /// <exception cref="ModelInputException">The stream contains a file of the wrong kind.</exception>
    internal static async Task CheckAsync(
        InputMapping mapping, string option, Stream content, string[] kinds, CancellationToken cancellationToken)
    {
        if (!content.CanSeek)
        {
            return;
        }

        var head = new byte[HeadBytes];
        var start = content.Position;
        var count = await content.ReadAtLeastAsync(head, HeadBytes, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        content.Position = start;
        if (MediaSignatures.Recognize(head.AsSpan(0, count)) is [var type, ..] types
            && !types.Any(name => kinds.Any(kind => IsOf(name, kind))))
        {
            Check(mapping, option, type, kinds);
        }
    }

    private static void Check(InputMapping mapping, string option, string type, string[] kinds)
    {
        if (!kinds.Any(kind => IsOf(type, kind)))
        {
            throw mapping.Refuse(option, $"its type is {type}, but the model takes {string.Join(" or ", kinds)} files");
        }
    }

    private static bool IsOf(string type, string kind) => type.StartsWith($"{kind}/", StringComparison.OrdinalIgnoreCase);

    private static string? TypeOf(AIContent content)
    {
        var declared = (content as DataContent)?.MediaType ?? (content as UriContent)?.MediaType;
        if (declared is not (null or "*/*" or MediaTypeNames.Application.Octet))
        {
            return declared;
        }

        var bytes = (content as DataContent)?.Data ?? default;
        return MediaSignatures.Recognize(bytes.Span[..Math.Min(bytes.Length, HeadBytes)])?[0];
    }

    private static bool IsList(InputProperty property) => property.Takes("array");

    private static ModelFile FileOf(InputMapping mapping, string option, AIContent content) => content switch
    {
        DataContent data => ModelFile.FromBytes(data.Data, PlainOf(data.MediaType)),
        UriContent { Uri.IsAbsoluteUri: true, Uri.Scheme: "https" or "http" } address => ModelFile.FromUrl(address.Uri.AbsoluteUri),
        UriContent { Uri.IsAbsoluteUri: true } address => throw mapping.Refuse(
            option, $"only http and https addresses can be sent, and this one starts with {address.Uri.Scheme}"),
        _ => throw mapping.Refuse(option, $"the content is {content.GetType().Name}, not DataContent or UriContent"),
    };

    // A range such as */* says nothing, so the type is determined from the content.
    private static string? PlainOf(string type) => type.Contains('*', StringComparison.Ordinal) ? null : type.Split(';')[0].Trim();
}
