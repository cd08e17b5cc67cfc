using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SchemaSdk.CompilerServices;

namespace SchemaSdk.Generator.Tests.Harness;

/// <summary>
/// The generated methods that check a value: statements inside statements, each of which calls a check of the runtime or another such
/// method.
/// </summary>
internal static class CheckMethods
{
    private static readonly HashSet<string> Checks =
    [
        .. typeof(JsonCheck).GetMethods().Where(method => method.DeclaringType == typeof(JsonCheck)).Select(method => method.Name)
    ];
    private static readonly HashSet<string> Visits =
    [
        .. typeof(IMembers)
            .GetMethods()
            .Concat(typeof(IBranches).GetMethods())
            .Concat(typeof(IMembers).GetInterfaces().SelectMany(type => type.GetMethods()))
            .Select(method => method.Name)
    ];
    private static readonly HashSet<string> TypeNames = [.. Enum.GetNames<JsonTypes>()];
    private static readonly ConditionalWeakTable<TypeDeclarationSyntax, HashSet<string>> Siblings = [];

    /// <summary>Returns true if a method is one.</summary>
    public static bool Is(MethodDeclarationSyntax method) =>
        ((method.Modifiers.ToString() == "static" && method.Identifier.ValueText != "Check")
            || (method.Modifiers.ToString() == "protected override" && method is { Identifier.ValueText: "Check", Body: not null }))
        && method.ParameterList.ToString() == "(ref c::JsonCheck v)" && method.ReturnType.ToString() == "void";

    /// <summary>Returns true if it holds nothing but checks.</summary>
    public static bool IsExpected(MethodDeclarationSyntax method) =>
        method is { ExpressionBody: null, TypeParameterList: null, Body: not null } && IsExpected(method.Body);

    /// <summary>Returns true if a name stands where a check of the runtime, or a type of JSON, is named.</summary>
    public static bool IsCall(SyntaxToken token) =>
        token.Parent is IdentifierNameSyntax { Parent: MemberAccessExpressionSyntax access } name
            && access.Name == name
            && (access.Expression switch
            {
                IdentifierNameSyntax { Identifier.ValueText: "v" } => Checks.Contains(token.ValueText),
                IdentifierNameSyntax { Identifier.ValueText: "m" } => Visits.Contains(token.ValueText),
                AliasQualifiedNameSyntax types => types.ToString() == "c::JsonTypes" && TypeNames.Contains(token.ValueText),
                _ => false,
            });

    private static bool IsExpected(StatementSyntax statement) => statement switch
    {
        BlockSyntax block => block.Statements.All(IsExpected),
        BreakStatementSyntax => true,
        ExpressionStatementSyntax { Expression: InvocationExpressionSyntax call } => IsCheck(call) || IsOther(call),
        ForStatementSyntax { Declaration: { } start, Initializers.Count: 0, Condition: { } condition, Incrementors.Count: 0 } loop =>
            start.Type.IsVar
            && start.Variables is [{ Identifier.ValueText: "o" or "a" or "b", Initializer.Value: InvocationExpressionSyntax call } cursor]
            && IsCheck(call)
            && condition.ToString() == $"{cursor.Identifier.ValueText}.Next(ref v)"
            && IsExpected(loop.Statement),
        IfStatementSyntax test =>
            IsTest(test.Condition) && IsExpected(test.Statement) && (test.Else is null || IsExpected(test.Else.Statement)),
        SwitchStatementSyntax choice => IsPlace(choice.Expression) && choice.Sections.All(IsExpected),
        _ => false,
    };

    private static bool IsExpected(SwitchSectionSyntax section) =>
        section.Statements.All(IsExpected) && section.Labels.All(label => label switch
        {
            DefaultSwitchLabelSyntax => true,
            CaseSwitchLabelSyntax { Value: var value } => IsNumber(value),
            CasePatternSwitchLabelSyntax { WhenClause: null, Pattern: BinaryPatternSyntax pattern } => IsNumbers(pattern),
            _ => false,
        });

    private static bool IsNumbers(PatternSyntax pattern) => pattern switch
    {
        BinaryPatternSyntax both => both.OperatorToken.IsKind(SyntaxKind.OrKeyword) && IsNumbers(both.Left) && IsNumbers(both.Right),
        ConstantPatternSyntax constant => IsNumber(constant.Expression),
        _ => false,
    };

    private static bool IsTest(ExpressionSyntax test) =>
        test.ToString() == "!v.IsNull"
            || (test is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression } equal
            && IsPlace(equal.Left)
            && IsNumber(equal.Right));

    private static bool IsPlace(ExpressionSyntax place) => place.ToString() is "o.Member" or "a.Index" or "b.Branch";

    private static bool IsCheck(InvocationExpressionSyntax call) =>
        call.Expression is MemberAccessExpressionSyntax
        {
            Expression: IdentifierNameSyntax { Identifier.ValueText: "v" },
            Name: IdentifierNameSyntax name,
        }
        && Checks.Contains(name.Identifier.ValueText)
        && call.ArgumentList.Arguments.All(
            argument => argument is { NameColon: null, RefKindKeyword.RawKind: 0 } && IsArgument(argument.Expression));

    /// <summary>Another method of these, which stands beside it.</summary>
    private static bool IsOther(InvocationExpressionSyntax call) =>
        call.Expression is IdentifierNameSyntax other
        && call.ArgumentList.ToString() == "(ref v)"
        && Siblings.GetValue(call.Ancestors().OfType<TypeDeclarationSyntax>().First(), MethodsOf).Contains(other.Identifier.ValueText);

    private static HashSet<string> MethodsOf(TypeDeclarationSyntax type) =>
        [.. type.Members.OfType<MethodDeclarationSyntax>().Where(Is).Select(method => method.Identifier.ValueText)];

    private static bool IsArgument(ExpressionSyntax argument) => argument switch
    {
        LiteralExpressionSyntax literal =>
            IsNumber(literal)
                || literal.IsKind(SyntaxKind.StringLiteralExpression)
                || literal.IsKind(SyntaxKind.Utf8StringLiteralExpression),
        PrefixUnaryExpressionSyntax => IsNumber(argument),
        MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "wire" } } => true,
        MemberAccessExpressionSyntax types => types.Expression.ToString() == "c::JsonTypes",
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.BitwiseOrExpression } both => IsArgument(both.Left) && IsArgument(both.Right),
        _ => false,
    };

    private static bool IsNumber(ExpressionSyntax number) =>
        number is PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } minus
            ? minus.Operand.IsKind(SyntaxKind.NumericLiteralExpression)
            : number.IsKind(SyntaxKind.NumericLiteralExpression);
}
