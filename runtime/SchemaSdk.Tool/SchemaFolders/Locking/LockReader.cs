using System.Text.Json;
using SchemaSdk.Schemas.Compiling;
using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Reading;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.SchemaFolders.Ids;
using SchemaSdk.Tool.SchemaFolders.Versions;

namespace SchemaSdk.Tool.SchemaFolders.Locking;

/// <summary>
/// Reads a lock file. Rejects a file with any error, because a mistake is easily made when people merge or edit the file by hand.
/// </summary>
/// <param name="path">The path of the file, for messages.</param>
internal sealed class LockReader(string path)
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <exception cref="ToolException">The text is not a valid lock file.</exception>
    internal SchemaLock Read(string text)
    {
        FindConflict(text);
        try
        {
            using var document = JsonDocument.Parse(text, Strict);
            var locked = Read(document.RootElement);
            ReadNames(text, locked);
            return locked;
        }
        catch (JsonException exception)
        {
            throw Broken($"it is not JSON ({exception.Message.TrimEnd('.')})", exception);
        }
        catch (InvalidOperationException exception)
        {
            throw Broken($"it has text that is not Unicode ({exception.Message.TrimEnd('.')})", exception);
        }
        catch (JsonTextException exception)
        {
            // Some members are read with the generator's parser, which has limits that System.Text.Json does not have.
            throw Broken(exception.Message.TrimEnd('.'), exception);
        }
    }

    private void FindConflict(string text)
    {
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].StartsWith("<<<<<<<", StringComparison.Ordinal) || lines[i].StartsWith(">>>>>>>", StringComparison.Ordinal))
            {
                throw Broken($"line {i + 1} is a merge conflict marker");
            }
        }
    }

    private SchemaLock Read(JsonElement root)
    {
        if (Member(root, "version", JsonValueKind.Number) is not { } version || !version.TryGetInt32(out var number) || number != 1)
        {
            throw Broken("its version is not 1");
        }

        var locked = new SchemaLock { Service = ReadService(root) };
        foreach (var catalogue in Members(root, "catalogs"))
        {
            if (catalogue.Value.ValueKind != JsonValueKind.Number || !catalogue.Value.TryGetInt32(out var count) || count < 0)
            {
                throw Broken($"the number of models of '{catalogue.Name}' must be a whole number, 0 or more");
            }

            locked.Count(catalogue.Name, count);
        }

        foreach (var model in Members(root, "models"))
        {
            // The ids determine which files are replaced, so they are checked as strictly as the ids from a service.
            if (ModelIdFault.Of(model.Name) is { } fault)
            {
                throw Broken($"the model id '{model.Name}' is not a valid path, because it {fault}");
            }

            locked.Put(model.Name, ReadModel(model.Name, model.Value));
        }

        return locked;
    }

    /// <summary>
    /// Reads the C# names with the code of the generator, and throws for a name that the generator would not use. Such a name is damaged,
    /// and must not be written again.
    /// </summary>
    private void ReadNames(string text, SchemaLock locked)
    {
        var kept = SchemaSteps.ReadLock(new LockFile(path, text));
        if (kept.Problems.Count > 0)
        {
            var why = kept.Problems[0].Arguments;
            throw why.Count == 2
                ? Broken(why[0], advice: why[1])
                : Broken($"'{why[0]}' cannot have the C# name '{why[1]}', because {why[2]}");
        }

        foreach (var model in kept.Paths)
        {
            locked.Name(model.Id, string.Join('.', model.Names));
        }

        foreach (var member in kept.Members)
        {
            locked.Keep(member);
        }
    }

    private string? ReadService(JsonElement root) => !root.TryGetProperty("service", out _) ? null
        : Member(root, "service", JsonValueKind.String)?.GetString() is { Length: > 0 } name ? name
        : throw Broken("its 'service' must be the name of a service");

    private LockedModel ReadModel(string id, JsonElement model) => new(
        Text(id, model, "taken"),
        Text(id, model, "hash"),
        Text(id, model, "source"),
        Member(model, "facts", JsonValueKind.True) is not null)
    {
        OutputHash = model.TryGetProperty("output", out _) ? Text(id, model, "output") : null,
        About = model.TryGetProperty("about", out _) ? ReadAbout(id, model) : ModelFacts.None,
        Retirement = Member(model, "retired", JsonValueKind.Object) is { } retired
            ? ReadRetirement(id, retired)
            : null,
    };

    private ModelFacts ReadAbout(string id, JsonElement model) =>
        ModelFactsReader.InLock(JsonParser.Read(model.GetRawText()) as JsonObject) is var facts && facts != ModelFacts.None
            ? facts
            : throw Broken($"the member 'about' of the model '{id}' is not valid");

    private LockedRetirement ReadRetirement(string id, JsonElement retired)
    {
        var retirement = new LockedRetirement(Text(id, retired, "since"), Text(id, retired, "stage"))
        {
            Version = retired.TryGetProperty("version", out _) ? Text(id, retired, "version") : null,
        };
        if (retirement.Stage is not (LockedRetirement.Warn or LockedRetirement.Error or LockedRetirement.Removed))
        {
            throw Broken($"the stage of the retired model '{id}' is '{retirement.Stage}' instead of warn, error or removed");
        }

        return retirement.Version is not { } version || ReleaseVersion.Parse(version) is not null
            ? retirement
            : throw Broken($"the version of the retired model '{id}' is '{version}' instead of three numbers");
    }

    private string Text(string id, JsonElement holder, string name) =>
        Member(holder, name, JsonValueKind.String)?.GetString() ?? throw Broken($"'{name}' of the model '{id}' must be a string");

    private JsonElement.ObjectEnumerator Members(JsonElement root, string name) =>
        Member(root, name, JsonValueKind.Object)?.EnumerateObject() ?? throw Broken($"its '{name}' must be an object");

    private static JsonElement? Member(JsonElement holder, string name, JsonValueKind kind) =>
        holder.ValueKind == JsonValueKind.Object && holder.TryGetProperty(name, out var value) && value.ValueKind == kind ? value : null;

    private ToolException Broken(
        string why, Exception? cause = null, string advice = "restore the file from the last good commit, and run the command again") =>
        new(ExitCode.WrongUsage, $"{path} cannot be used: {why}. {char.ToUpperInvariant(advice[0])}{advice[1..]}.", cause);
}
