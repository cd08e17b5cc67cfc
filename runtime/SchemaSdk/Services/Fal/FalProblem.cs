using SchemaSdk.Client.Errors;
using SchemaSdk.CompilerServices;

namespace SchemaSdk.Services.Fal;

/// <summary>What the body of an error says.</summary>
/// <param name="Code">fal's code for the error; null if the body has none.</param>
/// <param name="Text">The text for people; null if the body has none.</param>
/// <param name="IsOfModel">True if the model itself reported the error.</param>
internal readonly record struct FalProblem(string? Code, string? Text, bool IsOfModel)
{
    private const int Loc = 0;
    private const int Msg = 1;
    private const int Type = 2;

    private static readonly Utf8Texts Names = new(["loc", "msg", "type"]);

    /// <summary>Reads an error from the members <c>error_type</c> and <c>detail</c>.</summary>
    internal static FalProblem Of(string? type, ReadOnlyMemory<byte> detail)
    {
        var items = JsonParts.Items(detail);
        if (items.Count == 0)
        {
            return new FalProblem(type, detail.IsEmpty ? null : TextOf(detail), IsOfModel: false);
        }

        var isOfModel = true;
        string? code = type, text = null;
        foreach (var item in items)
        {
            var error = JsonMembers.Of(item, Names);
            isOfModel &= error is not null && error.Text(Msg) is not null && error.Text(Type) is not null && IsInInput(error[Loc]);
            code ??= error?.Text(Type);
            text = text is null ? error?.Text(Msg) : ErrorText.Cut($"{text}; {error?.Text(Msg)}");
        }

        return new FalProblem(Cut(code), Cut(text) ?? TextOf(detail), isOfModel);
    }

    // A server that checks the address or the headers of a call uses the same form, with "path" or "header".
    private static bool IsInInput(ReadOnlyMemory<byte> loc) => loc.Span is [(byte)'[', ..]
        && JsonParts.Items(loc) is var path
        && (path.Count == 0 || JsonParts.TextOf(path[0].Span) == "body");

    private static string TextOf(ReadOnlyMemory<byte> value) => Cut(JsonParts.TextOf(value.Span)) ?? ErrorText.Cut(value.Span);

    private static string? Cut(string? text) => text is null ? null : ErrorText.Cut(text);
}
