using SchemaSdk.Client.Errors;
using SchemaSdk.CompilerServices;

namespace SchemaSdk.Services.Fal;

/// <summary>What the body of an error says.</summary>
// Code, Text: fal's code and the text for people; null if the body has none. IsOfModel: true if the model itself reported the error.
internal readonly record struct FalProblem(string? Code, string? Text, bool IsOfModel)
{
    private const int Loc = 0, Msg = 1, Type = 2;

    private static readonly Utf8Texts Names = new(["loc", "msg", "type"]);

    /// <summary>Reads an error from the members <c>error_type</c> and <c>detail</c>.</summary>
    internal static FalProblem Of(string? type, ReadOnlyMemory<byte> detail)
    {
        if (JsonParts.Items(detail) is not { Count: > 0 } items)
        {
            return new FalProblem(type, JsonParts.Told(detail.Span), IsOfModel: false);
        }

        var isOfModel = true;
        string? code = type, text = null;
        foreach (var item in items)
        {
            var error = JsonMembers.Of(item, Names) ?? default;
            isOfModel &= error.Text(Msg) is not null && error.Text(Type) is not null && IsInInput(error[Loc]);
            code ??= error.Text(Type);
            text = text is null ? error.Text(Msg) : ErrorText.Cut($"{text}; {error.Text(Msg)}");
        }

        return new FalProblem(ErrorText.Cut(code), ErrorText.Cut(text) ?? JsonParts.Told(detail.Span), isOfModel);
    }

    // A server that checks the address or the headers of a call uses the same form, with "path" or "header".
    private static bool IsInInput(ReadOnlyMemory<byte> loc) =>
        JsonParts.Items(loc) is { } path && (path.Count == 0 || JsonParts.TextOf(path[0].Span) == "body");
}
