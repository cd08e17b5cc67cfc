using System.Text;
using SchemaSdk.Client;
using SchemaSdk.Extensions.AI.Calls;
using SchemaSdk.Files;

namespace SchemaSdk.Extensions.AI.Functions;

/// <summary>The answers from a function, as JSON that a language model reads.</summary>
internal static class FunctionAnswer
{
    // A longer output would fill the context of a language model.
    private const int MostOutput = 50_000;
    private const int MostFiles = 100;
    private const int MostErrors = 20;

    internal static JsonElement Completed<TOutput>(Finished<TOutput> finished)
    {
        var (result, json) = (finished.Result, ShownJson.Of(finished.Json));
        var answer = new JsonObject { ["state"] = "completed", ["request_id"] = result.RequestId };
        Add(answer, "key", result.Key);
        Add(answer, "cost_usd", result.CostUsd);
        var paths = ResultDownloads.PathsOf(Encoding.UTF8.GetBytes(finished.Json.GetRawText()), result.DownloadedFiles);
        var all = OutputFile.In(json);
        var files = OutputFile.Once(all);
        answer["files"] = new JsonArray([
            .. files.Take(MostFiles).Select(file => FileView(file, paths.GetValueOrDefault(file.Address))),
        ]);
        var note = files.Count > MostFiles ? $"The output has {files.Count} files. The first {MostFiles} are listed. " : "";
        var output = ShownJson.OutputOf(
            json, all, static (file, _) => $"({file.MediaType ?? "a file"} inside the output, {file.Address.Length} characters)");
        if (output?.ToJsonString(ShownJson.Readable).Length > MostOutput)
        {
            note += $"The output has more than {MostOutput} characters and is left out.";
        }
        else
        {
            answer["output"] = output;
        }

        if (result.DownloadError is { } missing)
        {
            note = $"{note.TrimEnd()} Only files with a path are saved. The service may delete the others later. {missing.Message}";
        }

        Add(answer, "note", note.Length > 0 ? note.Trim() : null);
        return ElementOf(answer);
    }

    internal static JsonElement Refused(ModelInputException exception) => ElementOf(new JsonObject
    {
        ["state"] = "refused",
        ["error"] = exception.Message,
        ["errors"] = new JsonArray([.. exception.Errors.Take(MostErrors).Select(
            static error => new JsonObject { ["pointer"] = error.JsonPointer, ["message"] = error.Message })]),
        ["next"] = "Nothing ran and nothing is charged. Call again with corrected arguments.",
    });

    /// <summary>Returns the answer for a job that ended without a result.</summary>
    internal static JsonElement Ended(string state, ModelException exception, bool isKeyOfArguments)
    {
        var answer = new JsonObject { ["state"] = state, ["error"] = exception.Message };
        Add(answer, "request_id", exception.RequestId);
        Add(answer, "key", exception.Key);
        Add(answer, "next", isKeyOfArguments && exception.Key is not null
            ? "A call with the same arguments returns this answer again, and costs nothing." : null);
        return ElementOf(answer);
    }

    private static JsonObject FileView(OutputFile file, string? path)
    {
        var view = new JsonObject { ["pointer"] = file.Pointer };
        Add(view, "url", file.IsInline ? null : file.Address);
        Add(view, "media_type", file.MediaType);
        Add(view, "path", path);
        return view;
    }

    private static void Add(JsonObject answer, string name, JsonNode? value)
    {
        if (value is not null)
        {
            answer[name] = value;
        }
    }

    private static JsonElement ElementOf(JsonObject answer)
    {
        using var document = JsonDocument.Parse(answer.ToJsonString(ShownJson.Readable), ShownJson.AnyDepth);
        return document.RootElement.Clone();
    }
}
