using Mono.Cecil;

namespace MemoryProfiler.Weaving.Naming;

/// <summary>Parameters of methods as their source has them.</summary>
static class ParameterTexts
{
    const string Services = "System.Runtime.CompilerServices.";
    const string Closure = "<>c__DisplayClass";

    /// <summary>The parameters, with commas between; closures that the compiler passes to local functions are none.</summary>
    /// <param name="method">The method.</param>
    /// <param name="skip">How many to leave out at the start.</param>
    /// <param name="leaveOut">How many to leave out at the end.</param>
    public static string List(MethodDefinition method, int skip, int leaveOut) =>
        string.Join(", ", method.Parameters.Skip(skip).Take(method.Parameters.Count - skip - leaveOut).Where(IsWritten).Select(Of));

    /// <summary>One parameter: modifiers, type and name.</summary>
    public static string Of(ParameterDefinition parameter)
    {
        var type = TypeText.Of(parameter.ParameterType, parameter, Nullable((MethodDefinition)parameter.Method));
        return $"{Modifiers(parameter)}{type} {parameter.Name}".TrimEnd();
    }

    /// <summary>What a method returns.</summary>
    public static string Returned(MethodDefinition method) =>
        TypeText.Of(method.ReturnType, method.MethodReturnType, Nullable(method));

    static bool IsWritten(ParameterDefinition parameter) =>
        parameter.ParameterType.GetElementType().Name.IndexOf(Closure, StringComparison.Ordinal) < 0;

    static string Modifiers(ParameterDefinition parameter)
    {
        if (Has(parameter, "System.ParamArrayAttribute") || Has(parameter, Services + "ParamCollectionAttribute"))
            return "params ";
        var scoped = Has(parameter, Services + "ScopedRefAttribute") ? "scoped " : "";
        var type = parameter.ParameterType;
        if (type is not (ByReferenceType or IModifierType { ElementType: ByReferenceType }))
            return scoped;
        if (parameter.IsOut)
            return "out ";
        if (Has(parameter, Services + "RequiresLocationAttribute"))
            return scoped + "ref readonly ";
        return scoped + (parameter.IsIn || type is RequiredModifierType ? "in " : "ref ");
    }

    /// <summary>What holds for references in a method's signature that have no attribute of their own.</summary>
    static byte Nullable(MethodDefinition method)
    {
        ICustomAttributeProvider? provider = method;
        for (var type = method.DeclaringType; provider is not null; type = type?.DeclaringType)
        {
            if (provider.CustomAttributes.FirstOrDefault(a => a.AttributeType.FullName == Services + "NullableContextAttribute") is { } context)
                return (byte)context.ConstructorArguments[0].Value;
            provider = type;
        }
        return 0;
    }

    static bool Has(ParameterDefinition parameter, string attribute) =>
        parameter.HasCustomAttributes && parameter.CustomAttributes.Any(a => a.AttributeType.FullName == attribute);
}
