using System.Globalization;
using SchemaSdk.Tool.CommandLine.Outcomes;

namespace SchemaSdk.Tool.Import.Pages;

/// <summary>Finds out of the schemas on a page that of the input and that of the output.</summary>
/// <param name="name">The page, for messages.</param>
/// <param name="objects">The schemas on it.</param>
internal sealed class PageSchemas(string name, PageObjects objects)
{
    // What a message lists. Nobody reads more of a page that has hundreds.
    private const int Listed = 10;

    private readonly IReadOnlyList<PageObject> _found = objects.Wanted;

    /// <summary>Chooses them by their form and order, or as somebody told.</summary>
    /// <param name="input">The number of the input's schema on the page, from 1; null for the one that it seems to be.</param>
    /// <param name="output">
    /// The number of the output's schema; null for the one that it seems to be, or for none beside a given input.
    /// </param>
    /// <exception cref="ToolException">The page has none, or more than can be told apart.</exception>
    internal (PageObject Input, PageObject? Output) Choose(int? input, int? output)
    {
        if (_found.Count == 0)
        {
            var unread = string.Concat(objects.Unread.Take(Listed).Select(part => string.Create(
                CultureInfo.InvariantCulture, $" The JSON on line {part.Line} cannot be one: {part.Fault}.")));
            throw Refused($"no schema was found.{unread} Give a page whose text has the schema as JSON.");
        }

        if (input is not null || output is not null)
        {
            return (At(input ?? 1, "--input-schema"), output is { } number ? At(number, "--output-schema") : null);
        }

        var outputs = _found.Where(found => SchemaForm.IsOutput(found.Json)).ToList();
        return (_found.Count, outputs.Count) switch
        {
            (1, 0) => (_found[0], null),
            (2, 0) => (_found[0], _found[1]),
            (2, 1) => (_found.First(found => found != outputs[0]), outputs[0]),
            (_, var all) when all == _found.Count => throw Refused($"there is no schema of an input: {List()}. Give another page."),
            _ => throw Refused(
                $"there are {_found.Count} schemas, and nothing tells which are meant: {List()}. Give --input-schema and --output-schema "
                + "with their numbers."),
        };
    }

    private PageObject At(int number, string option) => number <= _found.Count ? _found[number - 1] : throw Refused(
        $"there is no schema {number}, as {option} says: {List()}.");

    private string List()
    {
        var parts = _found.Take(Listed).Select((found, i) => string.Create(
            CultureInfo.InvariantCulture, $"{i + 1} on line {found.Line}, {SchemaForm.Tell(found.Json)}"));
        return string.Join("; ", parts) + (_found.Count > Listed ? " …" : "");
    }

    private ToolException Refused(string why) => new(ExitCode.WrongUsage, $"In {name}, {why}");
}
