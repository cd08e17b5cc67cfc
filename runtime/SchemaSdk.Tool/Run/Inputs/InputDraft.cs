using System.Text.Json.Nodes;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Tool.Calling;
using SchemaSdk.Tool.CommandLine;
using SchemaSdk.Tool.CommandLine.Reporting;
using JsonPointer = SchemaSdk.Schemas.Json.JsonPointer;

namespace SchemaSdk.Tool.Run.Inputs;

/// <summary>Builds an input from a file and from values on the command line.</summary>
/// <param name="model">The model.</param>
/// <param name="pathOf">Returns the full path for a path that the user typed.</param>
internal sealed class InputDraft(CallableModel model, Func<string, string> pathOf)
{
    private readonly InputPlace _root = new(model.Shape);
    private readonly InputValue _values = new(pathOf);
    private readonly List<Finding> _faults = [];
    private readonly HashSet<string> _typed = new(StringComparer.Ordinal);

    internal JsonObject Input { get; private set; } = [];

    internal IReadOnlyList<Finding> Faults => _faults;

    /// <summary>Starts with the input from a file.</summary>
    /// <param name="input">The input.</param>
    /// <param name="allowsUnknown">True to allow members that are not in the schema.</param>
    internal void Begin(JsonObject input, bool allowsUnknown)
    {
        Input = input;
        if (!allowsUnknown)
        {
            FindUnknown(_root, input, "");
        }
    }

    /// <summary>Adds the value of one <c>-i</c> option.</summary>
    /// <param name="typed">The value, such as <c>prompt=A kite.</c>. A second value for the same list is appended.</param>
    internal void Add(string typed)
    {
        if (typed.Split('=', 2) is not [{ Length: > 0 } name, var text])
        {
            Fault(
                "unreadable-input",
                "",
                $"'{typed}' is not an input. Write -i name=value, or the path of a JSON file with the whole input.");
            return;
        }

        var steps = InputPath.Follow(_root, name, out var wrong);
        if (wrong is { } part)
        {
            FaultOfUnknown(part.Name, part.At, name);
            return;
        }

        try
        {
            Put(steps, name, _values.Read(steps[^1].Place, text));
        }
        catch (InputValueException exception)
        {
            Fault("unreadable-input", PointerOf(steps), $"{name} {exception.Message.TrimEnd('.')}.");
        }
    }

    private void Put(IReadOnlyList<InputStep> steps, string name, JsonNode? value)
    {
        JsonNode holder = Input;
        for (var i = 0; ; i++)
        {
            var step = steps[i];
            var isLast = i == steps.Count - 1;
            if (holder is JsonArray items && step.Index > items.Count)
            {
                Fault("unreadable-input", PointerOf(steps), $"{name} is beyond the end of the list: the next index is {items.Count}.");
                return;
            }

            var there = holder is JsonArray list ? (step.Index < list.Count ? list[step.Index] : null) : ((JsonObject)holder)[step.Name];
            if (isLast && !Join(name, holder, step, there, value))
            {
                Set(holder, step, value);
            }

            if (isLast)
            {
                return;
            }

            // The next part of the name decides between object and list, even if the input file has another kind of value here.
            var isList = steps[i + 1].Index >= 0;
            if (there is not JsonArray && isList || there is not JsonObject && !isList)
            {
                there = isList ? new JsonArray() : new JsonObject();
                Set(holder, step, there);
            }

            holder = there!;
        }
    }

    private bool Join(string name, JsonNode holder, InputStep step, JsonNode? there, JsonNode? value)
    {
        var isList = (there is JsonArray && value is JsonArray) || step.Place.Forms.Any(static form => form is ListShape);
        if (_typed.Add(name) || there is null || !isList)
        {
            return false;
        }

        if (there is not JsonArray known)
        {
            Set(holder, step, value: null);   // a node can be in one list only
            known = [there];
            Set(holder, step, known);
        }

        if (value is not JsonArray more)
        {
            known.Add(value);
            return true;
        }

        // A node with a local file cannot be copied, so the items are moved one by one.
        while (more.Count > 0)
        {
            var item = more[0];
            more.RemoveAt(0);
            known.Add(item);
        }

        return true;
    }

    private static void Set(JsonNode holder, InputStep step, JsonNode? value)
    {
        if (holder is not JsonArray items)
        {
            ((JsonObject)holder)[step.Name] = value;
        }
        else if (step.Index < items.Count)
        {
            items[step.Index] = value;
        }
        else
        {
            items.Add(value);
        }
    }

    private void FindUnknown(InputPlace place, JsonNode? value, string pointer)
    {
        if (value is JsonArray items && place.Item is { } item)
        {
            for (var i = 0; i < items.Count; i++)
            {
                FindUnknown(item, items[i], JsonPointer.Append(pointer, $"{i}"));
            }
        }
        else if (value is JsonObject members && place.Members.Count > 0)
        {
            foreach (var (name, inner) in members)
            {
                if (place.Member(name) is { } member)
                {
                    FindUnknown(member, inner, JsonPointer.Append(pointer, name));
                }
                else
                {
                    FaultOfUnknown(name, place, JsonPointer.Append(pointer, name));
                }
            }
        }
    }

    private void FaultOfUnknown(string name, InputPlace at, string typed)
    {
        var known = at.Members.Select(member => member.Property!.WireName);
        Fault("unknown-input", "", $"{model.Id} has no input '{typed}'.{NearestName.Hint(name.Split('.')[0], known)}");
    }

    private void Fault(string rule, string pointer, string message) => _faults.Add(new Finding(rule, FindingLevel.Error, message)
    {
        Model = model.Id,
        Details = new JsonObject { ["pointer"] = pointer },
    });

    private static string PointerOf(IEnumerable<InputStep> steps) =>
        steps.Aggregate("", static (pointer, step) => JsonPointer.Append(pointer, step.Name));
}
