using System.Globalization;
using SchemaSdk.Tool.CommandLine.Outcomes;

namespace SchemaSdk.Tool.Import.Pages;

/// <summary>Chooses the input schema and the output schema among the schemas on a page.</summary>
/// <param name="name">The path or URL of the page, for messages.</param>
/// <param name="objects">The schemas on the page.</param>
internal sealed class PageSchemas(string name, PageObjects objects)
{
    private const int Listed = 10;

    private readonly IReadOnlyList<PageObject> _found = objects.Wanted;

    /// <summary>Chooses the schemas by the given numbers or, without numbers, by the form and the order of the schemas.</summary>
    /// <param name="input">The number of the input schema on the page, counted from 1. If only this number is null, 1 is used.</param>
    /// <param name="output">
    /// The number of the output schema on the page. If both numbers are null, both schemas are detected. If only this number is null, no
    /// output schema is used.
    /// </param>
    /// <exception cref="ToolException">The page has no schema, or it is unclear which of its schemas to use.</exception>
    internal (PageObject Input, PageObject? Output) Choose(int? input, int? output)
    {
        var unread = string.Concat(objects.Unread.Take(Listed).Select(part => string.Create(
            CultureInfo.InvariantCulture, $" The JSON on line {part.Line} cannot be used: {part.Fault}.")));
        if (_found.Count == 0)
        {
            throw Refused($"no schema was found.{unread} Use a page that shows the schema as JSON.");
        }

        if (input is not null || output is not null)
        {
            return (At(input ?? 1, "--input-schema"), output is { } number ? At(number, "--output-schema") : null);
        }

        // The other schemas may be parts of the unread one.
        if (unread.Length > 0)
        {
            throw Refused(
                $"it is unclear which schemas to use: {List()}.{unread} Correct it in a saved page, or specify the numbers of the schemas "
                + "with --input-schema and --output-schema.");
        }

        var outputs = _found.Where(found => SchemaForm.IsOutput(found.Json)).ToList();
        return (_found.Count, outputs.Count) switch
        {
            (1, 0) => (_found[0], null),
            (2, 0) => (_found[0], _found[1]),
            (2, 1) => (_found.First(found => found != outputs[0]), outputs[0]),
            (_, var all) when all == _found.Count => throw Refused(
                $"all schemas describe outputs: {List()}. Use a page with an input schema."),
            _ => throw Refused(
                $"there are {_found.Count} schemas, and it is unclear which to use: {List()}. Specify their numbers with --input-schema "
                + "and --output-schema."),
        };
    }

    private PageObject At(int number, string option) => number <= _found.Count ? _found[number - 1] : throw Refused(
        $"{option} is {number}, but the page has only these schemas: {List()}.");

    private string List()
    {
        var parts = _found.Take(Listed).Select((found, i) => string.Create(
            CultureInfo.InvariantCulture, $"{i + 1} on line {found.Line}, {SchemaForm.Describe(found.Json)}"));
        return string.Join("; ", parts) + (_found.Count > Listed ? " …" : "");
    }

    private ToolException Refused(string why) => new(ExitCode.WrongUsage, $"In {name}, {why}");
}
