using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SchemaSdk.CompilerServices;

namespace SchemaSdk.Generator.Tests.Harness;

/// <summary>
/// Converts C# to a form in which each name, literal, number, or list of these is one letter, so that nothing from a schema is left.
/// </summary>
internal static class CodeShape
{
    private static readonly string[] ForeignTypes =
    [
        "global::System.Int128", "global::System.DateTimeOffset", "sdk::ModelFile", "json::JsonElement"
    ];
    private static readonly string[] Lists = ["collections::IReadOnlyList", "collections::IReadOnlyDictionary"];

    /// <summary>Patterns of repeated parts, each with the single part that replaces the repetition.</summary>
    private static readonly (Regex Repeated, string Once)[] Repetitions =
    [
        (new(@"- N\b"), "N"),
        (new(@"\b([ISN])( , \1)+\b"), "$1"),
        (
            new(@"(case N : visitor \. I \( ref reader , ref (record|union) \. I \) ; break ; )+"),
            "case N : visitor . I ( ref reader , ref $2 . I ) ; break ; "),
        (new(@"(search \. Root < I > \( \) ; )+"), "search . Root < I > ( ) ; "),
        (new(@"I = ([SN])( , I = \1)+"), "I = $1"),
        (new(@"(M \. Instance , )+"), "M . Instance , "),
        (new(@"(new \( S , runtime :: SchemaText \. Of \( S \) \) , )+"), "new ( S , runtime :: SchemaText . Of ( S ) ) , "),
        (new(
            @"new \( S \) \{ ((Pattern|Item) = S|(Required|Constants) = \[ S \])"
            + @"( , ((Pattern|Item) = S|(Required|Constants) = \[ S \]))* \}"), "new ( S )"),
        (new(@"new \( S \)( , new \( S \))+"), "new ( S )"),
        (new(@"\[ new \( S \) \]"), "new ( S )"),
        (new(
            @"^(public static readonly runtime :: (?:MemberNames|KnownTexts|KnownNumbers|UnionBranches) )"
            + @"(?:I = new \( (?:(?:[SN]|new \( S \)) )?\) (?:\{ WritesNull = \[ N \] \} )?(?:, )?)+;"), "$1I = new ( ) ;"),
    ];

    /// <summary>The fixed words of generated code, which are kept as they are. A name from a schema is never one of them.</summary>
    private static readonly Lazy<HashSet<string>> Words = new(() =>
    [
        "IReadOnlyDictionary", "Int128", "DateTimeOffset", "ModelFile", "JsonElement", "Pattern", "Required", "Constants", "Item",
        "WritesNull", "Acme", "Sdk", "M",
        .. typeof(Codec).GetNestedTypes().Select(codec => codec.Name.Split('`')[0]),
        .. ExpectedMembers.Members.Concat(ExpectedMembers.Types).Concat(ExpectedMembers.Attributes)
            .SelectMany(text => SyntaxFactory.ParseTokens(text)
            .Where(token => token.IsKind(SyntaxKind.IdentifierToken))
            .Select(token => token.ValueText))
            .Where(word => word is not ("I" or "S" or "N" or "M" or "FromI")),
    ]);

    public static bool IsWord(string name) => Words.Value.Contains(name);

    public static string Of(SyntaxNode node)
    {
        var tokens = new List<string>();
        Add(node, tokens);
        var shape = string.Join(" ", tokens) + " ";
        foreach (var (repeated, once) in Repetitions)
        {
            shape = repeated.Replace(shape, once);
        }

        return shape.Trim();
    }

    private static void Add(SyntaxNode node, List<string> tokens)
    {
        if (node is AttributeListSyntax && node.Parent is MemberDeclarationSyntax)
        {
            return; // handled separately
        }

        if (Letter(node) is { } letter)
        {
            tokens.Add(letter);
            return;
        }

        foreach (var child in node.ChildNodesAndTokens())
        {
            if (child.AsNode() is { } inner)
            {
                if (node is not TypeDeclarationSyntax || inner is not MemberDeclarationSyntax)
                {
                    Add(inner, tokens);
                }
            }
            else if (Letter(child.AsToken()) is { Length: > 0 } text)
            {
                tokens.Add(text);
            }
        }
    }

    private static string? Letter(SyntaxNode node) => node switch
    {
        TypeSyntax type when IsTypePlace(type) && IsGenerated(type) => "I",
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: not "Instance" } path when StartsWith(path, "models::") => "M",
        AliasQualifiedNameSyntax { Alias.Identifier.ValueText: "models" } => "M",
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: not "Read" } path when StartsWith(path, "global::Acme.Sdk.Models.") =>
            "G",
        MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "wire" } } => "wire.I",
        MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "visitor" } } member
            when member.Name.Identifier.ValueText is not ("Member" or "Next" or "Start")
                && member.Ancestors().OfType<MethodDeclarationSyntax>().FirstOrDefault()?.Identifier.ValueText == "Visit" => "visitor . I",
        MemberAccessExpressionSyntax
        {
            Expression: AliasQualifiedNameSyntax { Name.Identifier.ValueText: "Codec", Alias.Identifier.ValueText: "runtime" },
        } => "runtime::Codec.I",
        LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.NumericLiteralExpression) => "N",
        LiteralExpressionSyntax literal
            when literal.IsKind(SyntaxKind.StringLiteralExpression) || literal.IsKind(SyntaxKind.Utf8StringLiteralExpression) => "S",
        _ => null,
    };

    private static string Letter(SyntaxToken token)
    {
        if (!token.IsKind(SyntaxKind.IdentifierToken))
        {
            return token.Text;
        }

        return token.Parent switch
        {
            TypeDeclarationSyntax { Identifier.ValueText: "wire" or "ModelDetails" or "AllModels" } => token.ValueText,
            TypeDeclarationSyntax or ConstructorDeclarationSyntax or PropertyDeclarationSyntax => "I",
            VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax } => "I",
            MethodDeclarationSyntax when token.ValueText.StartsWith("From", StringComparison.Ordinal) => "From",
            _ => Words.Value.Contains(token.ValueText) ? token.ValueText : "I",
        };
    }

    private static bool StartsWith(MemberAccessExpressionSyntax path, string start)
    {
        ExpressionSyntax first = path;
        while (first is MemberAccessExpressionSyntax { Name: IdentifierNameSyntax } further)
        {
            first = further.Expression;
        }

        return first is AliasQualifiedNameSyntax && path.ToString().StartsWith(start, StringComparison.Ordinal);
    }

    private static bool IsTypePlace(TypeSyntax type) => type.Parent switch
    {
        VariableDeclarationSyntax { Parent: FieldDeclarationSyntax } => true,
        PropertyDeclarationSyntax property => property.Type == type,
        ParameterSyntax or ConversionOperatorDeclarationSyntax or TypeArgumentListSyntax => true,
        MethodDeclarationSyntax method => method.ReturnType == type,
        _ => false,
    };

    private static bool IsGenerated(TypeSyntax type) => type switch
    {
        NullableTypeSyntax nullable => IsGenerated(nullable.ElementType),
        PredefinedTypeSyntax predefined => !predefined.Keyword.IsKind(SyntaxKind.VoidKeyword),
        IdentifierNameSyntax name => name.Identifier.ValueText is not ("jsonWriter" or "jsonReader" or "TVisitor"),
        QualifiedNameSyntax { Left: var left, Right: var right } => type.ToString() switch
        {
            var text when ForeignTypes.Contains(text) || text.StartsWith("models::", StringComparison.Ordinal) => true,
            var text when text.StartsWith("runtime::Codec.", StringComparison.Ordinal) =>
                right is not GenericNameSyntax codec || codec.TypeArgumentList.Arguments.All(IsGenerated),
            _ => right is IdentifierNameSyntax && IsGenerated(left),
        },
        AliasQualifiedNameSyntax { Name: GenericNameSyntax generic } qualified =>
            Lists.Contains($"{qualified.Alias}::{generic.Identifier.ValueText}") && generic.TypeArgumentList.Arguments.All(IsGenerated),
        AliasQualifiedNameSyntax qualified => ForeignTypes.Contains(qualified.ToString()) || qualified.Alias.ToString() == "models",
        _ => false,
    };
}
