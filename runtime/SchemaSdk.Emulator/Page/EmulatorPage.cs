using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using SchemaSdk.Emulation.Faults;
using SchemaSdk.Emulation.Files;
using SchemaSdk.Emulation.Service;

namespace SchemaSdk.Emulation.Page;

/// <summary>The web page and the JSON interface under <c>/_emulator</c>. Requests to them are not counted.</summary>
internal sealed class EmulatorPage(EmulatedService service)
{
    private const string Root = "/_emulator";

    private readonly PageState _state = new(service);

    /// <summary>Returns true if a request is for the page.</summary>
    public static bool Has(string target)
    {
        var path = PathOf(target);
        return path is "/" or Root || path.StartsWith(Root + "/", StringComparison.Ordinal);
    }

    public ServiceAnswer Answer(string method, string target, Func<string, string?> header, byte[] body)
    {
        var query = QueryHelpers.ParseQuery(target.Split('?', 2) is [_, var text] ? text : "");
        var id = query.GetValueOrDefault("id").ToString();
        var path = PathOf(target);
        return (method, path == "/" ? path : path[Root.Length..]) switch
        {
            ("GET" or "HEAD", "/") when path == "/" => PageAnswer.Elsewhere(Root + "/"),
            // Without the trailing slash, a browser is redirected to the page, and other clients get JSON.
            ("GET" or "HEAD", "") when IsBrowser(header) => PageAnswer.Elsewhere(Root + "/"),
            ("GET" or "HEAD", "") => PageAnswer.Json(_state.Make(withModels: query.GetValueOrDefault("models") != "no")),
            ("GET" or "HEAD", "/model") => AnswerModel(id),
            ("GET" or "HEAD", "/job") => AnswerJob(id),
            ("GET" or "HEAD", "/file") => AnswerFile(id, query.GetValueOrDefault("name").ToString(), header),
            ("POST", "/check") => AnswerCheck(id, body),
            ("POST", "/faults") => AnswerFaults(body),
            ("DELETE", "/faults") => AnswerClear(),
            ("POST", "/reset") => AnswerReset(),
            ("GET" or "HEAD", var name) when PageAssets.Find(name[1..]) is { } file => PageAnswer.File(file.ContentType, file.Content),
            _ => PageAnswer.Error(404, "The emulator page has nothing at this address, or does not allow this method."),
        };
    }

    private ServiceAnswer AnswerModel(string id)
    {
        if (!service.Models.TryGetValue(id, out var model))
        {
            return PageAnswer.Error(404, $"The emulator does not have the model '{id}'.");
        }

        try
        {
            var options = new JsonDocumentOptions { MaxDepth = PageAnswer.MostDepth };
            var input = JsonNode.Parse(model.InputSchema.ToString(), documentOptions: options);
            return PageAnswer.Json(new JsonObject { ["id"] = id, ["input"] = input });
        }
        catch (Exception wrong) when (wrong is InvalidOperationException or JsonException)
        {
            return PageAnswer.Error(422, wrong.Message);
        }
    }

    private ServiceAnswer AnswerJob(string id) => service.Jobs.Find(id) is { } view
        ? PageAnswer.Json(_state.Result(view))
        : PageAnswer.Error(404, $"The emulator does not have the job '{id}'.");

    private ServiceAnswer AnswerFile(string id, string name, Func<string, string?> header) =>
        service.Jobs.Find(id)?.Phase == JobPhase.Succeeded && MediaFile.Named(name) is { } file
            ? PageAnswer.Own(FileAnswer.Of(file, header))
            : PageAnswer.Error(404, $"The job '{id}' has no file '{name}'.");

    private ServiceAnswer AnswerCheck(string id, byte[] body)
    {
        if (!service.Models.TryGetValue(id, out var model))
        {
            return PageAnswer.Error(404, $"The emulator does not have the model '{id}'.");
        }

        try
        {
            using var input = JsonDocument.Parse(body);
            var errors = model.Input.Check(input.RootElement.GetRawText());
            return PageAnswer.Json(new JsonObject
            {
                ["errors"] = new JsonArray(
                    [.. errors.Select(error => new JsonObject { ["pointer"] = error.JsonPointer, ["message"] = error.Message })]),
            });
        }
        catch (Exception wrong) when (wrong is InvalidOperationException or JsonException)
        {
            // The body is not valid JSON, or the schema cannot be used.
            return PageAnswer.Error(422, wrong.Message);
        }
    }

    private ServiceAnswer AnswerFaults(byte[] body)
    {
        try
        {
            // All faults are parsed first, so if one is invalid, none is added.
            var texts = JsonNode.Parse(body)?["faults"] as JsonArray ?? throw new FormatException("The list 'faults' is missing.");
            var faults = texts.Select(text => FaultText.Read((string?)text ?? "")).ToList();
            faults.ForEach(service.Faults.Add);
            return PageAnswer.Json(new JsonObject { ["faults"] = _state.Faults() });
        }
        catch (Exception wrong) when (wrong is FormatException or JsonException or InvalidOperationException)
        {
            var why = wrong is FormatException ? wrong.Message : """The body must be JSON such as {"faults":["submit:lost"]}.""";
            return PageAnswer.Error(400, why);
        }
    }

    private ServiceAnswer AnswerClear()
    {
        service.Faults.Clear();
        return PageAnswer.Json(new JsonObject { ["faults"] = _state.Faults() });
    }

    private ServiceAnswer AnswerReset()
    {
        service.Reset();
        return PageAnswer.Json(_state.Make(withModels: false));
    }

    private static bool IsBrowser(Func<string, string?> header) =>
        header("Accept")?.Contains("text/html", StringComparison.Ordinal) == true;

    private static string PathOf(string target) => target.Split('?')[0];
}
