using SchemaSdk.Extensions.AI.Schemas;

namespace SchemaSdk.Extensions.AI.Inputs;

/// <summary>Maps contents of callers to inputs that are files.</summary>
internal static class FileMapping
{
    /// <exception cref="ModelInputException">The model takes no such files, or not as many, or a content is not a file.</exception>
    internal static void Set(InputMapping mapping, string option, IReadOnlyList<AIContent> contents, string[] names)
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
                ? mapping.Refuse(option, $"the model takes one file, as {single.Name}, and there are {contents.Count}")
                : mapping.Refuse(option, names));
        if (contents.Count > property.MaxItems)
        {
            throw mapping.Refuse(
                option, $"the model takes at most {property.MaxItems} files as {property.Name}, and there are {contents.Count}");
        }

        var files = contents.Select(content => (JsonNode)mapping.Input.ValueOf(FileOf(mapping, option, content))).ToArray();
        mapping.Set(option, property, IsList(property) ? new JsonArray(files) : files[0]);
    }

    private static bool IsList(InputProperty property) => property.Takes("array");

    private static ModelFile FileOf(InputMapping mapping, string option, AIContent content) => content switch
    {
        DataContent data => ModelFile.FromBytes(data.Data, data.MediaType),
        UriContent { Uri.IsAbsoluteUri: true, Uri.Scheme: "https" or "http" } address => ModelFile.FromUrl(address.Uri.AbsoluteUri),
        UriContent { Uri.IsAbsoluteUri: true } address => throw mapping.Refuse(
            option, $"the service can read only https addresses, and this one starts with {address.Uri.Scheme}"),
        _ => throw mapping.Refuse(option, $"a {content.GetType().Name} is neither a DataContent nor a UriContent"),
    };
}
