using System.Reflection;
using System.Reflection.Emit;
using MemoryProfiler.Weaving.Facts;

namespace MemoryProfiler.Fody.Tests.Facts;

public class KnownMethodsTests
{
    const BindingFlags Declared = BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;
    const int Calls = 1_000_000;

    static readonly Dictionary<Type, object> _samples = new()
    {
        [typeof(string)] = "abc",
        [typeof(object)] = "abc",
        [typeof(Array)] = new[] { 1, 2, 3 },
        [typeof(List<int>)] = new List<int> { 1, 2, 3 },
    };

    public static TheoryData<string, string> Known =>
        new(KnownMethods.Names.SelectMany(type => type.Value.Select(name => (type.Key, name.TrimEnd('?')))));

    [Theory, MemberData(nameof(Known))]
    public void A_million_calls_of_a_known_method_allocate_nothing(string type, string signature)
    {
        var run = Caller(type, signature);
        // What the runtime makes once, for this method or for the test.
        run(1);
        Allocated(run, 1).ShouldBe(0);
        Allocated(run, Calls).ShouldBe(0);
    }

    [Fact]
    public void As_many_methods_are_known_as_were_written() => Known.Count.ShouldBe(133);

    static long Allocated(Action<int> run, int calls)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        run(calls);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    static Action<int> Caller(string type, string signature)
    {
        var definition = Type.GetType(type) ?? typeof(List<>).Assembly.GetType(type, throwOnError: true)!;
        var open = definition.GetMembers(Declared).OfType<MethodBase>()
            .Single(method => !method.IsGenericMethod && $"{method.Name}({string.Join(",", method.GetParameters().Select(parameter => parameter.ParameterType.Name))})" == signature);
        var closed = definition.IsGenericTypeDefinition ? definition.MakeGenericType([.. definition.GetGenericArguments().Select(_ => typeof(int))]) : definition;
        var method = closed.GetMembers(Declared).OfType<MethodBase>().Single(method => method.MetadataToken == open.MetadataToken);
        return (Action<int>)Loop(closed, method);
    }

    static Delegate Loop(Type type, MethodBase method)
    {
        var code = new DynamicMethod("Loop", null, [typeof(object[]), typeof(int)], typeof(KnownMethodsTests).Module, skipVisibility: true);
        var il = code.GetILGenerator();
        var types = method.GetParameters().Select(parameter => parameter.ParameterType).ToList();
        if (!method.IsStatic)
            types.Insert(0, type.IsValueType ? type.MakeByRefType() : type);
        var samples = types.Select(Sample).ToArray();
        var locals = types.Select(at => il.DeclareLocal(at.IsByRef ? at.GetElementType()! : at)).ToList();
        for (var i = 0; i < locals.Count; i++)
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldc_I4, i);
            il.Emit(OpCodes.Ldelem_Ref);
            il.Emit(OpCodes.Unbox_Any, locals[i].LocalType);
            il.Emit(OpCodes.Stloc, locals[i]);
        }
        var (condition, start) = (il.DefineLabel(), il.DefineLabel());
        il.Emit(OpCodes.Br, condition);
        il.MarkLabel(start);
        for (var i = 0; i < locals.Count; i++)
            il.Emit(types[i].IsByRef ? OpCodes.Ldloca : OpCodes.Ldloc, locals[i]);
        if (method is ConstructorInfo constructor)
            il.Emit(OpCodes.Call, constructor);
        else
            il.Emit(OpCodes.Call, (MethodInfo)method);
        if (method is MethodInfo { ReturnType: var returned } && returned != typeof(void))
            il.Emit(OpCodes.Pop);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Ldc_I4_1);
        il.Emit(OpCodes.Sub);
        il.Emit(OpCodes.Starg, 1);
        il.MarkLabel(condition);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Ldc_I4_0);
        il.Emit(OpCodes.Bgt, start);
        il.Emit(OpCodes.Ret);
        return code.CreateDelegate(typeof(Action<int>), samples);
    }

    static object Sample(Type type)
    {
        type = type.IsByRef ? type.GetElementType()! : type;
        if (_samples.TryGetValue(type, out var sample))
            return sample;
        // A nullable with a value: one without is no object.
        return type.IsPrimitive || Nullable.GetUnderlyingType(type) is not null
            ? Convert.ChangeType(1, Nullable.GetUnderlyingType(type) ?? (type == typeof(bool) || type == typeof(char) ? typeof(int) : type), null) is var number && type == typeof(bool) ? true : type == typeof(char) ? 'b' : number
            : Activator.CreateInstance(type)!;
    }
}
