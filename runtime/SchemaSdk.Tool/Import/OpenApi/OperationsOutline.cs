using System.Text.Json.Nodes;

namespace SchemaSdk.Tool.Import.OpenApi;

/// <summary>
/// Writes an outline of a document's operations for the Microsoft.OpenApi library. In the outline, each schema is replaced by its
/// location, and each reference by its target.
/// </summary>
/// <param name="files">The document.</param>
// The library would change schemas: const 5 would become "5", for example. It would also follow each chain of references again for each
// use, and miss targets in files that are not complete documents.
internal sealed class OperationsOutline(DocumentFiles files)
{
    /// <summary>The name of the only member of each schema in the outline. Its value is the schema's <see cref="WrittenPlace"/>.</summary>
    internal const string Place = "x-place";

    private const int MostSteps = 32;

    // The outline contains the target of a reference once for each reference, so its size needs a limit.
    private const int MostParts = 100_000;

    // Names, references and locations may be long, so the outline's length needs a limit too.
    private const int MostCharacters = 16_000_000;

    private int _parts;
    private int _characters;

    private delegate JsonObject Outline(JsonObject part, WrittenPlace at, int steps);

    /// <summary>Returns the outline. Omits each value that should be an object but is not.</summary>
    internal JsonObject Write() => new()
    {
        // Operations have the same form in all versions of OpenAPI that have this member.
        ["openapi"] = "3.1.0",
        ["paths"] = Map(files.Document, files.Root, "paths", Path, steps: 0),
    };

    private JsonObject Path(JsonObject path, WrittenPlace at, int steps)
    {
        var outlined = new JsonObject();
        foreach (var method in (string[])["get", "post"])
        {
            Add(outlined, path, at, method, Operation, steps);
        }

        return outlined;
    }

    private JsonObject Operation(JsonObject operation, WrittenPlace at, int steps)
    {
        var outlined = new JsonObject { ["responses"] = Map(operation, at, "responses", Body, steps) };
        Add(outlined, operation, at, "requestBody", Body, steps);
        return outlined;
    }

    private JsonObject Body(JsonObject body, WrittenPlace at, int steps) => new() { ["content"] = Map(body, at, "content", Media, steps) };

    private static JsonObject Media(JsonObject media, WrittenPlace at, int steps) => media["schema"] is JsonObject
        ? new() { ["schema"] = new JsonObject { [Place] = new JsonArray(at.File, at.Below("schema").Pointer) } }
        : [];

    private JsonObject Map(JsonObject part, WrittenPlace at, string name, Outline outline, int steps)
    {
        var outlined = new JsonObject();
        if (part[name] is JsonObject members)
        {
            var below = at.Below(name);
            foreach (var (key, _) in members)
            {
                Add(outlined, members, below, key, outline, steps);
            }
        }

        return outlined;
    }

    private void Add(JsonObject outlined, JsonObject part, WrittenPlace at, string name, Outline outline, int steps)
    {
        if (part[name] is JsonObject member)
        {
            outlined[name] = Follow(member, at.Below(name), outline, steps);
        }
    }

    private JsonObject Follow(JsonObject part, WrittenPlace at, Outline outline, int steps)
    {
        if (++_parts > MostParts)
        {
            throw files.Refused(
                $"the operations have more than {MostParts} parts, including those that references point to. Split the document.");
        }

        Count(at.Pointer.Length);
        if (part["$ref"] is not JsonValue value || !value.TryGetValue<string>(out var reference))
        {
            return outline(part, at, steps);
        }

        Count(reference.Length);
        if (steps >= MostSteps)
        {
            throw files.Refused(
                $"the reference '{reference}' at {at} is part of a chain of more than {MostSteps} references, which may be endless.");
        }

        return files.Find(reference, at) is { } place && files.At(place) is JsonObject target
            ? Follow(target, place, outline, steps + 1)
            : [];
    }

    private void Count(int characters)
    {
        _characters += characters;
        if (_characters > MostCharacters)
        {
            throw files.Refused(
                $"the JSON pointers and references of the operations have more than {MostCharacters} characters in total. Shorten the "
                + "paths and names.");
        }
    }
}
